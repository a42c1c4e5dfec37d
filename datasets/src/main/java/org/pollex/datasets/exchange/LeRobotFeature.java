package org.pollex.datasets.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pollex.datasets.episode.Episode;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.world.StreamSpec;

/**
 * One column of a LeRobot data set.
 *
 * @param key its name there, for example {@code observation.state}
 * @param type {@code image} (PNG), {@code video} (MP4), or NumPy's name of the element type
 * @param shape sizes of one frame's value; {@code [1]} for a single number
 * @param names what the numbers are, in order; empty if not told
 */
record LeRobotFeature(String key, String type, List<Integer> shape, List<String> names) {
  static final String IMAGE = "image";
  static final String VIDEO = "video";

  /** Columns that LeRobot keeps by itself. */
  static final Set<String> OWN =
      Set.of("timestamp", "frame_index", "episode_index", "index", "task_index");

  private static final String OBSERVATION = "observation.";
  private static final String IMAGES = "observation.images.";
  private static final int CHANNELS = 3;

  LeRobotFeature {
    shape = List.copyOf(shape);
    names = List.copyOf(names);
  }

  /** Pictures as PNG within the Parquet files. */
  boolean image() {
    return type.equals(IMAGE);
  }

  /** Pictures as frames of MP4 files. */
  boolean video() {
    return type.equals(VIDEO);
  }

  boolean picture() {
    return image() || video();
  }

  int height() {
    return shape.get(0);
  }

  int width() {
    return shape.get(1);
  }

  DType dtype() {
    return picture() ? DType.U8 : DType.named(type);
  }

  boolean single() {
    return shape.equals(List.of(1));
  }

  /** Numbers in one value. */
  int elements(String where) {
    return Bounds.bytes(where, dtype(), sizes(1)) / dtype().bytes();
  }

  int[] sizes(int steps) {
    int[] sizes = new int[shape.size() + 1];
    sizes[0] = steps;
    for (int i = 0; i < shape.size(); i++) {
      sizes[i + 1] = shape.get(i);
    }
    return sizes;
  }

  /** The stream's name in an {@link Episode}. */
  String stream() {
    if (key.equals("action")) {
      return Episode.ACTIONS;
    }
    if (key.startsWith(IMAGES)) {
      return Episode.OBSERVATION + key.substring(IMAGES.length());
    }
    return key.startsWith(OBSERVATION)
        ? Episode.OBSERVATION + key.substring(OBSERVATION.length())
        : key;
  }

  StreamSpec spec() {
    String layout = picture() ? "RGB" : String.join(" ", names);
    return new StreamSpec(
        stream(), dtype(), shape, "", "", layout, StreamSpec.Privilege.NONE, false);
  }

  /** The column of a stream. */
  static LeRobotFeature of(StreamSpec spec) {
    boolean image =
        spec.dtype() == DType.U8
            && spec.shape().size() == CHANNELS
            && spec.shape().get(2) == CHANNELS;
    String plain = spec.name().replace('/', '.');
    String key =
        spec.name().equals(Episode.ACTIONS)
            ? "action"
            : plain.replaceFirst("^obs\\.", image ? IMAGES : OBSERVATION);
    if (OWN.contains(key)) {
      key = "stream." + key;
    }
    List<Integer> shape = spec.shape().isEmpty() ? List.of(1) : spec.shape();
    if (image) {
      return new LeRobotFeature(key, IMAGE, shape, List.of("height", "width", "channels"));
    }
    List<String> names = List.of(spec.layout().split("\\s+"));
    boolean fits = shape.size() == 1 && names.size() == shape.getFirst();
    return new LeRobotFeature(key, spec.dtype().numpyName(), shape, fits ? names : List.of());
  }

  /** The same pictures as video. */
  LeRobotFeature asVideo() {
    return new LeRobotFeature(key, VIDEO, shape, names);
  }

  /** As {@code meta/info.json} tells it. */
  Map<String, Object> describe() {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("dtype", type);
    entry.put("shape", shape);
    entry.put("names", names.isEmpty() ? null : names);
    return entry;
  }

  static LeRobotFeature parse(String where, String key, JsonNode entry) {
    List<Integer> shape = new ArrayList<>();
    entry.path("shape").forEach(size -> shape.add(size.asInt(-1)));
    JsonNode told = entry.path("names");
    if (told.isObject() && told.size() == 1) {
      told = told.elements().next();
    }
    List<String> names = new ArrayList<>();
    if (told.isArray()) {
      told.forEach(name -> names.add(name.asText()));
    }
    if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
      throw Bounds.refused(where, "declares the shape " + shape + " of " + key, "sizes from 1");
    }
    LeRobotFeature feature = new LeRobotFeature(key, entry.path("dtype").asText(), shape, names);
    return feature.picture() ? channelsLast(where, feature) : feature;
  }

  /** Some sets declare pictures as [3, height, width], which says nothing about how they lie. */
  private static LeRobotFeature channelsLast(String where, LeRobotFeature told) {
    List<Integer> shape = told.shape();
    if (shape.size() == CHANNELS && shape.get(0) == CHANNELS && shape.get(2) != CHANNELS) {
      shape = List.of(shape.get(1), shape.get(2), CHANNELS);
    }
    if (shape.size() != CHANNELS || shape.get(2) != CHANNELS) {
      throw Bounds.refused(
          where, "declares the shape " + told.shape() + " of " + told.key(), "RGB pictures");
    }
    return new LeRobotFeature(told.key(), told.type(), shape, List.of());
  }
}
