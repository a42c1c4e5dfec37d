package org.pollex.datasets.hdf5;

import com.fasterxml.jackson.databind.JsonNode;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.rows.RowSource;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;

/**
 * An HDF5 file in the robomimic layout, open for reading. Files of other tools are read as far as
 * they tell something.
 */
public final class DemonstrationFile implements RowSource {
  private final Hdf5Input input;
  private final Group data;
  private final List<Demonstration> demonstrations = new ArrayList<>();

  private DemonstrationFile(Hdf5Input input) {
    this.input = input;
    this.data =
        input
            .group(input.root(), "data")
            .orElseThrow(
                () ->
                    new BadInputException(
                        input.file() + " is HDF5 without a group 'data'",
                        "Allowed: files in the robomimic layout, with data/demo_k/actions."));
    input
        .children(data)
        .forEach(
            (name, node) -> {
              if (node instanceof Group group) {
                demonstrations.add(new Demonstration(input, group));
              }
            });
    demonstrations.sort(Comparator.comparingInt(DemonstrationFile::number));
  }

  /** demo_10 comes after demo_9; names without a number come first. */
  private static int number(Demonstration demonstration) {
    String digits = demonstration.name().replaceFirst("^.*_", "");
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : -1;
  }

  /**
   * Opens a file and reads its structure; values are read later.
   *
   * @throws BadInputException if it is missing, truncated, damaged, of another layout, or has links
   */
  public static DemonstrationFile open(Path file) {
    Hdf5Input input = new Hdf5Input(file);
    try {
      return new DemonstrationFile(input);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** Returns the file's path. */
  @Override
  public Path file() {
    return input.file();
  }

  /** Returns the demonstrations in the order of their numbers. */
  @Override
  public List<Demonstration> demonstrations() {
    return List.copyOf(demonstrations);
  }

  /** Returns one demonstration by its name, for example {@code demo_3}. */
  public Demonstration demonstration(String name) {
    return demonstrations.stream()
        .filter(d -> d.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.unknownName(
                    "demonstration",
                    name,
                    demonstrations.stream().map(Demonstration::name).toList()));
  }

  /** Returns the number of steps over all demonstrations. */
  public long steps() {
    return demonstrations.stream().mapToLong(Demonstration::steps).sum();
  }

  /** Returns the world that the demonstrations come from, if the file tells it. */
  public Optional<Environment> environment() {
    return input
        .text(data, DemonstrationWriter.ENVIRONMENT)
        .map(json -> CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8), file()))
        .map(this::environment);
  }

  private Environment environment(JsonNode json) {
    Map<String, Object> arguments = CanonicalJson.map(json.path("env_kwargs"));
    Map<String, String> versions = new TreeMap<>();
    json.path("versions")
        .properties()
        .forEach(e -> versions.put(e.getKey(), e.getValue().asText()));
    return new Environment(
        json.path("env_name").asText(""), json.path("type").asInt(-1), arguments, versions);
  }

  /**
   * Returns what is said about the file as a whole and has no meaning in this layout: attributes of
   * the root, of {@code data} and of filter keys.
   */
  public ForeignAttributes foreignAttributes() {
    ForeignAttributes.Collector foreign = new ForeignAttributes.Collector(input);
    foreign.add("", input.root(), Set.of());
    foreign.add("data", data, Set.of("total", DemonstrationWriter.ENVIRONMENT));
    input
        .children(input.root())
        .forEach(
            (name, node) -> {
              if (!Set.of("data", "mask").contains(name)) {
                foreign.lose("/" + name);
              }
            });
    input
        .children(data)
        .forEach(
            (name, node) -> {
              if (!(node instanceof Group)) {
                foreign.lose("/data/" + name);
              }
            });
    input
        .group(input.root(), "mask")
        .ifPresent(
            mask -> {
              foreign.add("mask", mask, Set.of());
              input.children(mask).forEach((n, node) -> foreign.add("mask/" + n, node, Set.of()));
            });
    return foreign.result();
  }

  /**
   * Returns the entries of {@code env_args} that an {@link Environment} does not hold, for example
   * robosuite's {@code env_lang}.
   */
  public Map<String, Object> foreignEnvironment() {
    Map<String, Object> entries =
        input
            .text(data, DemonstrationWriter.ENVIRONMENT)
            .map(json -> CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8), file()))
            .map(CanonicalJson::map)
            .orElse(Map.of());
    Map<String, Object> foreign = new TreeMap<>(entries);
    foreign.keySet().removeAll(DemonstrationWriter.ENVIRONMENT_KEYS);
    return foreign;
  }

  /** Returns the filter keys and the names of the demonstrations under each. */
  @Override
  public Map<String, List<String>> masks() {
    Map<String, List<String>> masks = new TreeMap<>();
    input
        .group(input.root(), "mask")
        .ifPresent(
            group -> {
              for (Map.Entry<String, Node> child : input.children(group).entrySet()) {
                if (child.getValue() instanceof Dataset names) {
                  masks.put(child.getKey(), input.names(names));
                }
              }
            });
    return masks;
  }

  @Override
  public void close() {
    input.close();
  }
}
