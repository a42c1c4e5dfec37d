package org.pollex.datasets.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.exchange.LeRobotEpisodes.Row;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.datasets.video.VideoDecoders;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * Reads LeRobot data sets of version 3: {@code meta/info.json} tells the columns, {@code
 * meta/episodes} which file an episode lies in, {@code data} has one row per frame, pictures as PNG
 * in them or, of video columns, as frames of the MP4 files below {@code videos}.
 */
final class LeRobotReader {
  static final String INFO = "meta/info.json";
  private static final String SEVERAL_TASKS =
      "task_index (episodes with several tasks: which step belongs to which)";
  private static final Pattern PATH =
      Pattern.compile("data/chunk-\\{chunk_index:03d\\}/file-\\{file_index:03d\\}\\.parquet");

  private final Path folder;
  private final ParquetFolder parquet;
  private final JsonNode info;
  private final double fps;
  private final List<LeRobotFeature> features = new ArrayList<>();
  private final List<String> notCarried = new ArrayList<>();
  private final List<Row> rows;
  private final LeRobotVideos videos;
  private final VideoDecoders decoders = new VideoDecoders();
  private final boolean outline;
  private final LeRobotExtras extras;

  private LeRobotReader(Path folder, ParquetFolder parquet, boolean outline) throws SQLException {
    this.folder = folder;
    this.parquet = parquet;
    this.outline = outline;
    this.videos = new LeRobotVideos(folder);
    this.info = json(INFO);
    String version = info.path("codebase_version").asText();
    if (!version.startsWith("v3.")) {
      throw Bounds.refused(
          folder + "/" + INFO,
          "is of LeRobot's version '" + version + "'",
          "v3.x; LeRobot converts older ones with lerobot.datasets.v30");
    }
    this.fps = info.path("fps").asDouble();
    if (!PATH.matcher(info.path("data_path").asText()).matches()) {
      throw Bounds.refused(
          folder + "/" + INFO,
          "keeps its data at '" + info.path("data_path").asText() + "'",
          "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet");
    }
    columns();
    if (features.stream().anyMatch(LeRobotFeature::video)
        && !info.path("video_path").asText().equals(LeRobotVideos.PATTERN)) {
      throw Bounds.refused(
          folder + "/" + INFO,
          "keeps its videos at '" + info.path("video_path").asText() + "'",
          LeRobotVideos.PATTERN);
    }
    this.rows = LeRobotEpisodes.read(folder, parquet, features);
    if (rows.stream().anyMatch(row -> row.tasks().size() > 1)) {
      notCarried.add(SEVERAL_TASKS);
    }
    LeRobotExtras told =
        Files.exists(folder.resolve(LeRobotExtras.FILE))
            ? CanonicalJson.parse(
                bytes(LeRobotExtras.FILE), LeRobotExtras.class, folder.resolve(LeRobotExtras.FILE))
            : LeRobotExtras.NONE;
    // Episodes that LeRobot added or removed since make the extras another data set's.
    boolean same =
        told.episodes().stream()
            .map(LeRobotExtras.Entry::steps)
            .toList()
            .equals(rows.stream().map(Row::length).toList());
    this.extras = same ? told : LeRobotExtras.NONE;
  }

  static EpisodeSource open(Path folder) {
    return open(folder, false);
  }

  /** Opens the episodes with black pictures: all but the pixels is as it is, at little cost. */
  static EpisodeSource outline(Path folder) {
    return open(folder, true);
  }

  /** Which pictures a codec has changed before. */
  static List<String> lossy(Path folder) {
    try (ParquetFolder parquet = ParquetFolder.open(folder)) {
      return new LeRobotReader(folder, parquet, true)
          .features.stream()
              .filter(LeRobotFeature::video)
              .map(f -> f.stream() + ": is MP4, which is lossy; its decoded pixels are carried")
              .toList();
    } catch (SQLException e) {
      throw ParquetFolder.refused(folder, e);
    }
  }

  private static EpisodeSource open(Path folder, boolean outline) {
    ParquetFolder parquet = ParquetFolder.open(folder);
    try {
      LeRobotReader reader = new LeRobotReader(folder, parquet, outline);
      return new LoadedSource(
          Optional.ofNullable(reader.extras.environment()),
          reader.extras.filterKeys(),
          List.copyOf(reader.notCarried),
          reader.rows.size(),
          reader::read,
          reader::close);
    } catch (SQLException e) {
      parquet.close();
      throw ParquetFolder.refused(folder, e);
    } catch (RuntimeException e) {
      parquet.close();
      throw e;
    }
  }

  private void close() {
    decoders.close();
    videos.close();
    parquet.close();
  }

  private byte[] bytes(String name) {
    Path file = folder.resolve(name);
    try {
      if (Files.size(file) > Bounds.MOST_TEXT) {
        throw Bounds.refused(file + "", "is larger than " + Bounds.MOST_TEXT, "smaller files");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  private JsonNode json(String name) {
    return CanonicalJson.parse(bytes(name), folder.resolve(name));
  }

  private void columns() {
    info.path("features")
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              String type = entry.getValue().path("dtype").asText();
              if (LeRobotFeature.OWN.contains(key)) {
                return;
              }
              boolean known =
                  type.equals(LeRobotFeature.IMAGE) || type.equals(LeRobotFeature.VIDEO);
              for (DType dtype : DType.values()) {
                known |= dtype.numpyName().equals(type);
              }
              if (known) {
                features.add(LeRobotFeature.parse(folder + "/" + INFO, key, entry.getValue()));
              } else {
                notCarried.add(key + " (" + type + ")");
              }
            });
    if (Files.exists(folder.resolve("meta/subtasks.parquet"))) {
      notCarried.add("meta/subtasks.parquet (subtasks)");
    }
  }

  private Episode read(int position) {
    Row row = rows.get(position);
    Map<LeRobotFeature, ByteBuffer> values = new LinkedHashMap<>();
    for (LeRobotFeature feature : features) {
      int bytes = Bounds.bytes(folder + " " + feature.key(), feature.dtype(), sizes(feature, row));
      values.put(feature, ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
    float[] stamps = new float[row.length()];
    fill(row, values, stamps);
    if (!outline) {
      row.videos().forEach((key, place) -> decode(values, key, place, stamps));
    }
    Optional<LeRobotExtras.Entry> told =
        extras.episodes().isEmpty()
            ? Optional.empty()
            : Optional.of(extras.episodes().get(position));
    Map<String, Tensor> streams = new LinkedHashMap<>();
    List<StreamSpec> specs = new ArrayList<>();
    values.forEach(
        (feature, buffer) -> {
          StreamSpec spec = extras.streams().getOrDefault(feature.key(), feature.spec());
          int[] shape = new LeRobotFeature("", "", spec.shape(), List.of()).sizes(row.length());
          streams.put(spec.name(), Tensor.wrap(feature.dtype(), shape, buffer.clear()));
          specs.add(spec);
        });
    if (irregular(stamps)) {
      specs.add(
          new StreamSpec(
              "timestamp", DType.F32, List.of(), "s", "", "", StreamSpec.Privilege.NONE, false));
      streams.put("timestamp", Tensor.ofFloats(stamps));
    }
    return new Episode(
        told.map(LeRobotExtras.Entry::metadata).orElseGet(() -> metadata(row)),
        told.map(LeRobotExtras.Entry::outcome),
        specs,
        streams,
        Map.of());
  }

  private void decode(
      Map<LeRobotFeature, ByteBuffer> values,
      String key,
      LeRobotVideos.Place place,
      float[] stamps) {
    values.forEach(
        (feature, buffer) -> {
          if (feature.key().equals(key)) {
            videos.decode(feature, place, stamps, decoders, MemorySegment.ofBuffer(buffer.clear()));
          }
        });
  }

  private static int[] sizes(LeRobotFeature feature, Row row) {
    return feature.sizes(row.length());
  }

  private EpisodeMetadata metadata(Row row) {
    String task = row.tasks().isEmpty() ? "" : row.tasks().getFirst();
    Map<String, String> others =
        row.tasks().size() > 1 ? Map.of("tasks", String.join("; ", row.tasks())) : Map.of();
    return new EpisodeMetadata(task, task, row.index(), 0, List.of(), "", 0, fps, "", others);
  }

  /** Stamps that are not the frame's number over the rate. */
  private boolean irregular(float[] stamps) {
    for (int t = 0; t < stamps.length; t++) {
      if (stamps[t] != (float) (t / fps)) {
        return true;
      }
    }
    return false;
  }

  private void fill(Row row, Map<LeRobotFeature, ByteBuffer> values, float[] stamps) {
    List<LeRobotFeature> stored =
        features.stream().filter(f -> !f.video() && !(outline && f.image())).toList();
    String columns =
        stored.stream()
            .map(f -> ParquetFolder.name(f.key()) + (f.image() ? ".bytes" : ""))
            .map(column -> ", " + column)
            .collect(Collectors.joining());
    String sql =
        "SELECT \"timestamp\"%s FROM read_parquet(%s) WHERE episode_index = %d ORDER BY frame_index"
            .formatted(columns, ParquetFolder.text(parquet.folder() + row.file()), row.index());
    int read = 0;
    try (Statement statement = parquet.connection().createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next() && read <= row.length()) {
        if (read < row.length()) {
          stamps[read] = found.getFloat(1);
          int column = 2;
          for (LeRobotFeature feature : stored) {
            value(found, column++, feature, values.get(feature));
          }
        }
        read++;
      }
    } catch (SQLException e) {
      throw ParquetFolder.refused(folder, e);
    }
    if (read != row.length()) {
      throw Bounds.refused(
          folder + row.file(),
          "holds " + (read > row.length() ? "more" : read) + " frames of episode " + row.index(),
          row.length() + ", as meta/episodes says");
    }
  }

  private void value(ResultSet found, int column, LeRobotFeature feature, ByteBuffer out)
      throws SQLException {
    String where = folder + " " + feature.key();
    int end = out.position() + feature.elements(where) * feature.dtype().bytes();
    out.limit(end);
    if (feature.image()) {
      byte[] file = found.getBytes(column);
      if (file == null) {
        throw Bounds.refused(where, "lacks the bytes of a picture", "pictures in the Parquet file");
      }
      PngPicture.decode(where, file, feature.shape().get(0), feature.shape().get(1), out);
    } else {
      numbers(where, found.getObject(column), feature.dtype(), out);
    }
    if (out.hasRemaining()) {
      throw Bounds.refused(where, "has a value of too few numbers", feature.shape() + "");
    }
    out.limit(out.capacity());
  }

  private static void numbers(String where, Object value, DType dtype, ByteBuffer out)
      throws SQLException {
    if (value instanceof Array list) {
      for (Object element : (Object[]) list.getArray()) {
        numbers(where, element, dtype, out);
      }
      return;
    }
    if (value == null || out.remaining() < dtype.bytes()) {
      throw Bounds.refused(where, "has a value that is absent or too long", "the declared shape");
    }
    if (value instanceof Boolean flag) {
      out.put((byte) (flag ? 1 : 0));
      return;
    }
    Number number = (Number) value;
    switch (dtype) {
      case F32 -> out.putFloat(number.floatValue());
      case F64 -> out.putDouble(number.doubleValue());
      case U8, BOOL -> out.put(number.byteValue());
      case U16 -> out.putShort(number.shortValue());
      case I32 -> out.putInt(number.intValue());
      case I64 -> out.putLong(number.longValue());
    }
  }
}
