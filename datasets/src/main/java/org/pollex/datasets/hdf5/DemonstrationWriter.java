package org.pollex.datasets.hdf5;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeJournal;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.hardware.world.StreamSpec;

/**
 * Writes demonstrations into one HDF5 file in the robomimic layout. One episode at a time is in
 * memory.
 *
 * <pre>{@code
 * DemonstrationWriter.write(target, environment, writer -> journal.forEach(writer::add));
 * }</pre>
 */
public final class DemonstrationWriter {
  /** Filter key of the successful episodes. */
  public static final String SUCCESS = "success";

  static final int SCHEMA_VERSION = 1;

  /** Marks data sets that belong to the episode as a whole, not to its steps. */
  static final String PER_EPISODE = "per_episode";

  /** Attribute of {@code data}: the world, as JSON. */
  static final String ENVIRONMENT = "env_args";

  /** Entries of {@link #ENVIRONMENT} that have a meaning of their own. */
  static final Set<String> ENVIRONMENT_KEYS =
      Set.of("env_name", "type", "env_kwargs", "versions", "schema_version");

  /** Attributes of a data set that have a meaning of their own. */
  static final Set<String> DESCRIPTION =
      Set.of("unit", "frame", "layout", "privilege", PER_EPISODE);

  /** Attributes of a demonstration that have a meaning of their own. */
  static final Set<String> RESERVED =
      Set.of(
          "num_samples",
          "task",
          "instruction",
          "index",
          "seed",
          "rand_vec",
          "policy",
          "noise_std",
          "control_hz",
          "cloud_camera",
          "success",
          "first_success_step",
          "action_clip_fraction",
          "ending");

  private final Hdf5Output out;
  private final Map<String, Set<String>> masks = new TreeMap<>();
  private Map<String, Map<String, Object>> fileAttributes = Map.of();
  private int demos;
  private int unfinished;
  private long steps;

  private DemonstrationWriter(Hdf5Output out) {
    this.out = out;
  }

  /** Returns true if an attribute of an episode has a meaning of its own. */
  public static boolean isReserved(String attribute) {
    return RESERVED.contains(attribute);
  }

  /**
   * Loads the HDF5 C library, which files are written with, and returns its version.
   *
   * @throws org.pollex.errors.MissingPrerequisiteException if it is not there for this platform
   */
  public static String libraryVersion() {
    return NativeHdf5.version();
  }

  /**
   * Writes a file: under a temporary name, forced to the device, then renamed to {@code target}.
   *
   * @param target where the file shall be; replaced if it exists
   * @param environment the world that the episodes come from
   * @param content adds the episodes
   * @throws org.pollex.errors.RunFailedException if the disk is full, read-only or failing; the
   *     target is then as it was
   */
  public static void write(
      Path target, Environment environment, Consumer<DemonstrationWriter> content) {
    write(target, environment, Map.of(), content);
  }

  /**
   * Writes a file whose {@code env_args} hold further entries; otherwise as the other.
   *
   * @param further as {@link DemonstrationFile#foreignEnvironment} gives them
   */
  public static void write(
      Path target,
      Environment environment,
      Map<String, Object> further,
      Consumer<DemonstrationWriter> content) {
    AtomicFile.write(
        target,
        partial -> {
          try (Hdf5Output out = new Hdf5Output(partial, target)) {
            out.group("/data");
            out.attribute("/data", ENVIRONMENT, environmentArguments(environment, further));
            DemonstrationWriter writer = new DemonstrationWriter(out);
            content.accept(writer);
            writer.finish();
          }
        });
  }

  /**
   * Writes the finished episodes of a journal, in order of finishing.
   *
   * @param journal a journal of episodes, or what a killed recording left of one
   * @param target as in {@link #write}
   */
  public static void convert(Path journal, Path target) {
    try (EpisodeJournal recorded = EpisodeJournal.open(journal)) {
      write(target, recorded.environment(), writer -> recorded.forEach(writer::add));
    }
  }

  /**
   * Adds one episode as the next {@code demo_k}; its free attributes become attributes of the
   * group.
   *
   * @return its name in the file
   */
  public String add(Episode episode) {
    return add(episode, ForeignAttributes.NONE);
  }

  /**
   * Adds one episode with the attributes that another tool gave it. A free attribute of the episode
   * that says the same as a foreign one is written with the foreign one's kind.
   *
   * @return its name in the file
   */
  public String add(Episode episode, ForeignAttributes foreign) {
    String name = "demo_" + demos++;
    write("/data/" + name, episode, foreign);
    steps += episode.steps();
    if (!episode.metadata().task().isEmpty()) {
      mask(episode.metadata().task().replace('/', '_'), name);
    }
    if (episode.success()) {
      mask(SUCCESS, name);
    }
    return name;
  }

  /**
   * Adds an episode that was cut short as {@code /unfinished/demo_k}, beside the data, so that
   * nothing trains on it by accident.
   */
  public void addUnfinished(Episode episode) {
    write("/unfinished/demo_" + unfinished++, episode, ForeignAttributes.NONE);
  }

  /** Says about the file as a whole what another tool said; filter keys once they are written. */
  public void describe(ForeignAttributes ofFile) {
    fileAttributes = ofFile.byPath();
  }

  private void write(String path, Episode episode, ForeignAttributes foreign) {
    out.group(path);
    out.attribute(path, "num_samples", (long) episode.steps());
    describe(path, episode.metadata(), foreign.byPath().getOrDefault("", Map.of()));
    episode.outcome().ifPresent(outcome -> describe(path, outcome));
    for (StreamSpec spec : episode.specs()) {
      out.dataset(path + "/" + spec.name(), episode.stream(spec.name()));
      describe(path + "/" + spec.name(), spec);
    }
    episode
        .tensors()
        .forEach(
            (tensor, value) -> {
              out.dataset(path + "/" + tensor, value);
              out.attribute(path + "/" + tensor, PER_EPISODE, 1L);
            });
    foreign
        .byPath()
        .forEach(
            (below, attributes) -> {
              if (!below.isEmpty() && out.has(path + "/" + below)) {
                attributes.forEach((n, value) -> out.attribute(path + "/" + below, n, value));
              }
            });
  }

  /** Adds an episode, by its name in the file, to a filter key such as {@code train}. */
  public void mask(String key, String demo) {
    if (key.isEmpty() || key.contains("/")) {
      throw new IllegalArgumentException("filter key '" + key + "'; it must be a plain name");
    }
    masks.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(demo);
  }

  /** Returns the filter keys of an episode so far. */
  public List<String> masksOf(String demo) {
    return masks.keySet().stream().filter(key -> masks.get(key).contains(demo)).toList();
  }

  private void finish() {
    out.attribute("/data", "total", steps);
    masks.forEach((key, names) -> out.names("/mask/" + key, List.copyOf(names)));
    fileAttributes.forEach(
        (path, attributes) -> {
          if (out.has("/" + path)) {
            attributes.forEach((name, value) -> out.attribute("/" + path, name, value));
          }
        });
  }

  private void describe(String path, EpisodeMetadata metadata, Map<String, Object> foreign) {
    out.attribute(path, "task", metadata.task());
    out.attribute(path, "instruction", metadata.instruction());
    out.attribute(path, "index", (long) metadata.index());
    out.attribute(path, "seed", metadata.seed());
    out.attribute(path, "rand_vec", CanonicalJson.text(metadata.randVec()));
    out.attribute(path, "policy", metadata.policy());
    out.attribute(path, "noise_std", metadata.noise());
    out.attribute(path, "control_hz", metadata.controlHz());
    out.attribute(path, "cloud_camera", metadata.cloudCamera());
    Map<String, Object> free = new TreeMap<>(metadata.attributes());
    foreign.forEach(
        (name, value) -> {
          boolean list = value.getClass().isArray();
          if (list || String.valueOf(value).equals(free.get(name))) {
            free.put(name, value);
          }
        });
    free.forEach((name, value) -> out.attribute(path, name, value));
  }

  private void describe(String path, EpisodeOutcome outcome) {
    out.attribute(path, "success", outcome.success() ? 1L : 0L);
    out.attribute(path, "first_success_step", (long) outcome.firstSuccessStep());
    out.attribute(path, "action_clip_fraction", outcome.actionClipFraction());
    out.attribute(path, "ending", outcome.ending());
  }

  private void describe(String path, StreamSpec spec) {
    out.attribute(path, "unit", spec.unit());
    out.attribute(path, "frame", spec.frame());
    out.attribute(path, "layout", spec.layout());
    out.attribute(path, "privilege", spec.privilege().name().toLowerCase(Locale.ROOT));
  }

  /** robomimic's three keys, and what ran the world. */
  private static String environmentArguments(Environment environment, Map<String, Object> further) {
    Map<String, Object> arguments = new LinkedHashMap<>(further);
    arguments.put("env_name", environment.name());
    arguments.put("type", environment.type());
    arguments.put("env_kwargs", environment.arguments());
    arguments.put("versions", environment.versions());
    arguments.put("schema_version", SCHEMA_VERSION);
    return CanonicalJson.text(arguments);
  }
}
