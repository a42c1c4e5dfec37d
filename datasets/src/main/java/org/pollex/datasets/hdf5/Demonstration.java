package org.pollex.datasets.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.rows.RowEpisode;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * One demonstration of an open {@link DemonstrationFile}: its attributes, and its data sets, which
 * are read when they are asked for. Usable until the file is closed.
 */
public final class Demonstration implements RowEpisode {
  private final Hdf5Input input;
  private final Group group;
  private final int steps;
  private final Map<String, Hdf5Stream> streams = new TreeMap<>();
  private final Map<String, Hdf5Stream> tensors = new TreeMap<>();
  private final List<String> others = new ArrayList<>();
  private final ForeignAttributes.Collector foreign;

  Demonstration(Hdf5Input input, Group group) {
    this.input = input;
    this.group = group;
    Map<String, Dataset> datasets = new TreeMap<>();
    this.foreign = new ForeignAttributes.Collector(input);
    foreign.add("", group, DemonstrationWriter.RESERVED);
    collect(group, "", datasets);
    Dataset actions = datasets.get(Episode.ACTIONS);
    if (actions == null) {
      throw new BadInputException(
          input.file() + ": " + group.getPath() + " has no data set 'actions'",
          "Allowed: files in the robomimic layout, with data/demo_k/actions.");
    }
    this.steps = input.attempt(actions.getPath(), () -> actions.getDimensions()[0]);
    datasets.forEach(this::sort);
  }

  private void sort(String name, Dataset dataset) {
    Optional<Hdf5Stream> values = Hdf5Stream.open(input, dataset, name);
    if (values.isEmpty()) {
      others.add(name);
    } else {
      (isPerStep(name, dataset) ? streams : tensors).put(name, values.get());
    }
  }

  private void collect(Group from, String prefix, Map<String, Dataset> datasets) {
    input
        .children(from)
        .forEach(
            (name, node) -> {
              switch (node) {
                case Group child -> {
                  foreign.add(prefix + name, child, Set.of());
                  collect(child, prefix + name + "/", datasets);
                }
                case Dataset dataset -> {
                  foreign.add(prefix + name, dataset, DemonstrationWriter.DESCRIPTION);
                  datasets.put(prefix + name, dataset);
                }
                default -> foreign.lose(prefix + name);
              }
            });
  }

  private boolean isPerStep(String name, Dataset dataset) {
    return input.attempt(
        dataset.getPath(),
        () ->
            !dataset.isScalar()
                && dataset.getDimensions()[0] == steps
                && !name.startsWith(Episode.LAST_OBSERVATION)
                && input.number(dataset, DemonstrationWriter.PER_EPISODE).isEmpty());
  }

  /** Returns its name in the file, for example {@code demo_3}. */
  @Override
  public String name() {
    return group.getName();
  }

  /** Returns the number of steps. */
  @Override
  public int steps() {
    return steps;
  }

  /** Returns the streams, by name, for example {@code obs/ee_pos}; each has a row per step. */
  @Override
  public Map<String, Hdf5Stream> streams() {
    return Collections.unmodifiableMap(streams);
  }

  /** Returns the data sets that belong to the episode as a whole, by name. */
  public Map<String, Hdf5Stream> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /** Returns the names of data sets that hold no numbers (text, compounds); they are not read. */
  public List<String> others() {
    return List.copyOf(others);
  }

  /** Returns the attributes that the layout gives no meaning to. */
  public ForeignAttributes foreignAttributes() {
    return foreign.result();
  }

  /** Returns the attribute as text, if it is there. */
  public Optional<String> attribute(String name) {
    return input.text(group, name);
  }

  /** Returns what the file tells about it; what it does not tell is empty, 0 or −1. */
  public EpisodeMetadata metadata() {
    Map<String, String> others = new TreeMap<>(input.texts(group));
    others.keySet().removeAll(DemonstrationWriter.RESERVED);
    return new EpisodeMetadata(
        text("task"),
        text("instruction"),
        (int) number("index", -1),
        input.number(group, "seed").map(Number::longValue).orElse(0L),
        numbers(text("rand_vec")),
        text("policy"),
        number("noise_std", 0),
        number("control_hz", 0),
        text("cloud_camera"),
        others);
  }

  /** Returns how it ended; empty if the file does not say whether it succeeded. */
  public Optional<EpisodeOutcome> outcome() {
    return input
        .number(group, "success")
        .map(
            success ->
                new EpisodeOutcome(
                    success.doubleValue() != 0,
                    (int) number("first_success_step", EpisodeOutcome.NEVER),
                    number("action_clip_fraction", 0),
                    text("ending")));
  }

  /** Reads all of it into memory. */
  public Episode read() {
    List<StreamSpec> specs = new ArrayList<>();
    streams.values().forEach(stream -> specs.add(stream.spec()));
    return new Episode(metadata(), outcome(), specs, values(streams), values(tensors));
  }

  private static Map<String, Tensor> values(Map<String, Hdf5Stream> sources) {
    Map<String, Tensor> values = new TreeMap<>();
    sources.forEach((name, source) -> values.put(name, source.read()));
    return values;
  }

  private String text(String name) {
    return attribute(name).orElse("");
  }

  private double number(String name, double otherwise) {
    return input.number(group, name).map(Number::doubleValue).orElse(otherwise);
  }

  private List<Double> numbers(String json) {
    if (json.isEmpty()) {
      return List.of();
    }
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return List.of(CanonicalJson.parse(bytes, Double[].class, input.file()));
  }
}
