package org.pollex.datasets.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * Reads LeRobot data sets of version 3: {@code meta/info.json} tells the columns, {@code
 * meta/episodes} which file an episode lies in, {@code data} has one row per frame, pictures as PNG
 * in them. Columns that are kept as video are named among what is not carried.
 */
final class LeRobotReader {
  static final String INFO = "meta/info.json";
  private static final String SEVERAL_TASKS =
      "task_index (episodes with several tasks: which step belongs to which)";
  private static final long MOST_EPISODES = 1_000_000;
  private static final Pattern PATH =
      Pattern.compile("data/chunk-\\{chunk_index:03d\\}/file-\\{file_index:03d\\}\\.parquet");

  private final Path folder;
  private final ParquetFolder parquet;
  private final JsonNode info;
  private final double fps;
  private final List<LeRobotFeature> features = new ArrayList<>();
  private final List<String> notCarried = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final LeRobotExtras extras;

  /** One line of {@code meta/episodes}. */
  private record Row(int index, int length, List<String> tasks, String file) {}

  private LeRobotReader(Path folder, ParquetFolder parquet) throws SQLException {
    this.folder = folder;
    this.parquet = parquet;
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
    episodes();
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
    ParquetFolder parquet = ParquetFolder.open(folder);
    try {
      LeRobotReader reader = new LeRobotReader(folder, parquet);
      return new LoadedSource(
          Optional.ofNullable(reader.extras.environment()),
          reader.extras.filterKeys(),
          List.copyOf(reader.notCarried),
          reader.rows.size(),
          reader::read,
          parquet::close);
    } catch (SQLException e) {
      parquet.close();
      throw ParquetFolder.refused(folder, e);
    } catch (RuntimeException e) {
      parquet.close();
      throw e;
    }
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
              boolean known = type.equals(LeRobotFeature.IMAGE);
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

  private void episodes() throws SQLException {
    try (Statement statement = parquet.connection().createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT episode_index, length, tasks, "data/chunk_index", "data/file_index"
                FROM read_parquet(%s) ORDER BY episode_index"""
                    .formatted(
                        ParquetFolder.text(
                            parquet.folder() + "/meta/episodes/chunk-*/file-*.parquet")))) {
      while (found.next()) {
        int length = found.getInt(2);
        if (rows.size() >= MOST_EPISODES || length < 1) {
          throw Bounds.refused(
              folder + "/meta/episodes",
              "declares " + length + " frames for episode " + found.getLong(1),
              "from 1, in at most " + MOST_EPISODES + " episodes");
        }
        List<String> tasks = new ArrayList<>();
        for (Object task : (Object[]) found.getArray(3).getArray()) {
          tasks.add(String.valueOf(task));
        }
        String file =
            String.format(
                Locale.ROOT,
                "/data/chunk-%03d/file-%03d.parquet",
                found.getInt(4),
                found.getInt(5));
        if (tasks.size() > 1 && !notCarried.contains(SEVERAL_TASKS)) {
          notCarried.add(SEVERAL_TASKS);
        }
        rows.add(new Row(found.getInt(1), length, tasks, file));
      }
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
          streams.put(spec.name(), Tensor.wrap(feature.dtype(), shape, buffer.flip()));
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
    String columns =
        features.stream()
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
          for (Map.Entry<LeRobotFeature, ByteBuffer> entry : values.entrySet()) {
            value(found, column++, entry.getKey(), entry.getValue());
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
