package org.pollex.datasets.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.pollex.datasets.episode.Environment;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * Diffusion Policy's replay buffer in zarr, format 2: every stream is one array under {@code data},
 * all episodes behind each other; {@code meta/episode_ends} holds where each ends. What Diffusion
 * Policy has no place for is in attributes, which it ignores: {@code pollex} of the root holds the
 * world, the episodes' metadata and outcomes and the filter keys; an array's attributes hold the
 * stream's name, unit, frame and layout.
 */
final class ZarrEpisodes {
  private static final String ENDS = "meta/episode_ends";
  private static final String ATTRIBUTE = "pollex";
  private static final int MOST_EPISODES = 1 << 24;

  private ZarrEpisodes() {}

  /** One episode's record in the root's attributes. */
  record Entry(EpisodeMetadata metadata, EpisodeOutcome outcome) {}

  static EpisodeSource open(Path path) {
    ZarrStore store = ZarrStore.open(path);
    try {
      return open(path, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static EpisodeSource open(Path path, ZarrStore store) {
    Map<StreamSpec, ZarrArray> arrays = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    for (String key : store.keys()) {
      if (key.matches("data/.+/\\.zarray")) {
        ZarrArray array =
            ZarrArray.open(store, key.substring(0, key.length() - "/.zarray".length()));
        arrays.put(spec(store, array), array);
      } else if (key.endsWith("/.zarray") && !key.equals(ENDS + "/.zarray")) {
        others.add(key.substring(0, key.length() - "/.zarray".length()));
      }
    }
    long[] ends = ends(path, store, arrays.values());
    JsonNode own = json(store, ".zattrs").path(ATTRIBUTE);
    byte[] episodes =
        CanonicalJson.bytes(own.path("episodes").isArray() ? own.path("episodes") : List.of());
    Entry[] entries = CanonicalJson.parse(episodes, Entry[].class, path);
    Optional<Environment> environment =
        own.has("environment")
            ? Optional.of(
                CanonicalJson.parse(
                    CanonicalJson.bytes(own.path("environment")), Environment.class, path))
            : Optional.empty();
    Map<String, Set<Integer>> keys = new TreeMap<>();
    own.path("filter_keys")
        .properties()
        .forEach(
            e -> {
              Set<Integer> members = new TreeSet<>();
              e.getValue().forEach(i -> members.add(i.asInt()));
              keys.put(e.getKey(), members);
            });
    return new LoadedSource(
        environment,
        keys,
        others,
        ends.length,
        i ->
            episode(
                arrays,
                i == 0 ? 0 : ends[i - 1],
                ends[i],
                i < entries.length ? entries[i] : null,
                i),
        store::close);
  }

  private static Episode episode(
      Map<StreamSpec, ZarrArray> arrays, long from, long to, Entry entry, int position) {
    Map<String, Tensor> streams = new LinkedHashMap<>();
    arrays.forEach((spec, array) -> streams.put(spec.name(), array.rows((int) from, (int) to)));
    EpisodeMetadata metadata =
        entry != null
            ? entry.metadata()
            : new EpisodeMetadata("", "", position, 0, List.of(), "", 0, 0, "", Map.of());
    Optional<EpisodeOutcome> outcome = Optional.ofNullable(entry).map(Entry::outcome);
    return new Episode(metadata, outcome, List.copyOf(arrays.keySet()), streams, Map.of());
  }

  private static StreamSpec spec(ZarrStore store, ZarrArray array) {
    JsonNode attributes = json(store, array.path() + "/.zattrs");
    String name = array.path().substring("data/".length());
    String stream = name.equals("action") ? Episode.ACTIONS : Episode.OBSERVATION + name;
    List<Integer> row = new ArrayList<>();
    for (int i = 1; i < array.shape().length; i++) {
      row.add(array.shape()[i]);
    }
    StreamSpec.Privilege privilege = StreamSpec.Privilege.NONE;
    for (StreamSpec.Privilege p : StreamSpec.Privilege.values()) {
      privilege = p.name().equals(attributes.path("privilege").asText()) ? p : privilege;
    }
    return new StreamSpec(
        attributes.path("stream").asText(stream),
        array.dtype(),
        row,
        attributes.path("unit").asText(""),
        attributes.path("frame").asText(""),
        attributes.path("layout").asText(""),
        privilege,
        false);
  }

  private static long[] ends(Path path, ZarrStore store, Iterable<ZarrArray> arrays) {
    ZarrArray array = ZarrArray.open(store, ENDS);
    if (array.shape().length != 1 || array.shape()[0] > MOST_EPISODES) {
      throw Bounds.refused(path + ", " + ENDS, "has an unusual shape", "one number per episode");
    }
    Tensor values = array.rows(0, array.shape()[0]);
    long[] ends = new long[values.size()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = (long) values.get(i);
      boolean rising = ends[i] > (i == 0 ? 0 : ends[i - 1]);
      for (ZarrArray stream : arrays) {
        if (!rising || ends[i] > stream.shape()[0]) {
          throw Bounds.refused(
              path + ": episode " + i + " ends at " + ends[i],
              "which " + stream.path() + " does not reach, or no later than the one before",
              "rising ends within all arrays");
        }
      }
    }
    return ends;
  }

  private static JsonNode json(ZarrStore store, String key) {
    byte[] bytes = store.get(key, Bounds.MOST_TEXT).orElse(new byte[] {'{', '}'});
    return CanonicalJson.parse(bytes, Path.of(key));
  }

  /** What an array per stream cannot hold. */
  static List<String> lost(EpisodeSource source) {
    Set<String> lost = new TreeSet<>();
    Map<String, StreamSpec> common = null;
    for (Episode episode : source) {
      episode.tensors().keySet().forEach(name -> lost.add(name + " (once per episode)"));
      Map<String, StreamSpec> own = specs(episode);
      if (common == null) {
        common = own;
      } else if (!common.equals(own)) {
        Set<String> differing = new TreeSet<>(common.keySet());
        differing.addAll(own.keySet());
        Map<String, StreamSpec> before = common;
        differing.removeIf(n -> before.get(n) != null && before.get(n).equals(own.get(n)));
        differing.forEach(n -> lost.add(n + " (not alike in all episodes)"));
        common.keySet().removeAll(differing);
      }
    }
    return List.copyOf(lost);
  }

  private static Map<String, StreamSpec> specs(Episode episode) {
    Map<String, StreamSpec> specs = new LinkedHashMap<>();
    episode.specs().forEach(spec -> specs.put(spec.name(), spec));
    return specs;
  }

  static void write(EpisodeSource source, Set<String> leftOut, BiConsumer<String, byte[]> out) {
    Map<String, ZarrWriter> writers = new LinkedHashMap<>();
    Map<String, StreamSpec> specs = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    long end = 0;
    for (Episode episode : source) {
      if (writers.isEmpty()) {
        List<String> names = new ArrayList<>(episode.streams().keySet());
        names.removeAll(leftOut);
        Map<String, String> arrays = ZarrWriter.arrayNames(names);
        specs.putAll(specs(episode));
        names.forEach(
            n -> writers.put(n, new ZarrWriter(out, "data/" + arrays.get(n), episode.stream(n))));
      }
      writers.forEach((name, writer) -> writer.add(episode.stream(name)));
      end += episode.steps();
      ends.add(end);
      entries.add(new Entry(episode.metadata(), episode.outcome().orElse(null)));
    }
    if (writers.isEmpty()) {
      throw new BadInputException("there is no episode to write", "Check the file's content.");
    }
    writers.forEach((name, writer) -> writer.finish(attributes(specs.get(name))));
    double[] values = ends.stream().mapToDouble(Long::doubleValue).toArray();
    ZarrWriter writer = new ZarrWriter(out, ENDS, longs(values));
    writer.add(longs(values));
    writer.finish(Map.of());
    Map<String, Object> own = new TreeMap<>();
    source.environment().ifPresent(e -> own.put("environment", e));
    own.put("episodes", entries);
    own.put("filter_keys", source.filterKeys());
    ZarrWriter.groups(out, Map.of(ATTRIBUTE, own));
  }

  private static Tensor longs(double[] values) {
    java.nio.ByteBuffer bytes =
        java.nio.ByteBuffer.allocate(8 * values.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putLong((long) value);
    }
    return Tensor.wrap(
        org.pollex.hardware.tensor.DType.I64, new int[] {values.length}, bytes.flip());
  }

  private static Map<String, String> attributes(StreamSpec spec) {
    return Map.of(
        "stream", spec.name(),
        "unit", spec.unit(),
        "frame", spec.frame(),
        "layout", spec.layout(),
        "privilege", spec.privilege().name());
  }
}
