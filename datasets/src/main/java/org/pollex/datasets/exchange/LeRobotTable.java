package org.pollex.datasets.exchange;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/** The rows of one data file: one per frame, a column for each feature and LeRobot's own five. */
final class LeRobotTable {
  private static final String TABLE = "frames";

  private final ParquetFolder parquet;
  private final List<LeRobotFeature> features;
  private int rows;

  LeRobotTable(ParquetFolder parquet, List<LeRobotFeature> features) {
    this.parquet = parquet;
    this.features = features;
    String columns =
        features.stream()
            .map(f -> ParquetFolder.name(f.key()) + " " + held(f) + ", ")
            .collect(Collectors.joining());
    parquet.run(
        "CREATE TABLE "
            + TABLE
            + " ("
            + columns
            + "\"timestamp\" FLOAT, frame_index BIGINT, episode_index BIGINT, \"index\" BIGINT,"
            + " task_index BIGINT)");
  }

  /** How the database holds a column: unsigned numbers in the next wider signed type. */
  private static String held(LeRobotFeature feature) {
    if (feature.image()) {
      return "BLOB";
    }
    String element =
        switch (feature.dtype()) {
          case U8 -> "SMALLINT";
          case U16, I32 -> "INTEGER";
          case I64 -> "BIGINT";
          case F32 -> "FLOAT";
          case F64 -> "DOUBLE";
          case BOOL -> "BOOLEAN";
        };
    return element + lists(feature);
  }

  private static String lists(LeRobotFeature feature) {
    return feature.single() ? "" : "[]".repeat(feature.shape().size());
  }

  private static String stored(LeRobotFeature feature) {
    String name = ParquetFolder.name(feature.key());
    if (feature.image()) {
      return "struct_pack(bytes := " + name + ", path := NULL::VARCHAR) AS " + name;
    }
    return switch (feature.dtype()) {
      case U8 -> name + "::UTINYINT" + lists(feature) + " AS " + name;
      case U16 -> name + "::USMALLINT" + lists(feature) + " AS " + name;
      default -> name;
    };
  }

  /**
   * Adds an episode.
   *
   * @param values by feature's key
   * @param stamps seconds since its first frame
   * @param first number of its first frame in the data set
   */
  void add(Map<String, Tensor> values, float[] stamps, int episode, long first, int task) {
    DuckDBConnection connection = (DuckDBConnection) parquet.connection();
    try (DuckDBAppender out = connection.createAppender(TABLE)) {
      Map<String, ByteBuffer> left =
          values.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().bytes()));
      for (int t = 0; t < stamps.length; t++) {
        out.beginRow();
        for (LeRobotFeature feature : features) {
          value(out, feature, left.get(feature.key()));
        }
        out.append(stamps[t]).append((long) t).append((long) episode);
        out.append(first + t).append((long) task);
        out.endRow();
        rows++;
      }
    } catch (SQLException e) {
      throw ParquetFolder.refused(parquet.folder(), e);
    }
  }

  private static void value(DuckDBAppender out, LeRobotFeature feature, ByteBuffer from)
      throws SQLException {
    if (feature.image()) {
      out.append(PngPicture.encode(from, feature.shape().get(0), feature.shape().get(1)));
    } else if (feature.single()) {
      switch (feature.dtype()) {
        case U8 -> out.append((short) (from.get() & 0xff));
        case U16 -> out.append(from.getShort() & 0xffff);
        case I32 -> out.append(from.getInt());
        case I64 -> out.append(from.getLong());
        case F32 -> out.append(from.getFloat());
        case F64 -> out.append(from.getDouble());
        case BOOL -> out.append(from.get() != 0);
      }
    } else {
      out.append(list(feature.dtype(), feature.shape(), from));
    }
  }

  private static List<Object> list(DType dtype, List<Integer> shape, ByteBuffer from) {
    List<Object> values = new ArrayList<>(shape.getFirst());
    for (int i = 0; i < shape.getFirst(); i++) {
      values.add(
          shape.size() > 1 ? list(dtype, shape.subList(1, shape.size()), from) : one(dtype, from));
    }
    return values;
  }

  private static Object one(DType dtype, ByteBuffer from) {
    return switch (dtype) {
      case U8 -> (short) (from.get() & 0xff);
      case U16 -> from.getShort() & 0xffff;
      case I32 -> from.getInt();
      case I64 -> from.getLong();
      case F32 -> from.getFloat();
      case F64 -> from.getDouble();
      case BOOL -> from.get() != 0;
    };
  }

  /** Rows that are not stored yet. */
  int rows() {
    return rows;
  }

  /** Writes the rows so far into a file below the folder, and forgets them. */
  void store(String file) {
    String columns = features.stream().map(f -> stored(f) + ", ").collect(Collectors.joining());
    parquet.run(
        "COPY (SELECT "
            + columns
            + "\"timestamp\", frame_index, episode_index, \"index\", task_index FROM "
            + TABLE
            + ") TO "
            + ParquetFolder.text(parquet.folder() + "/" + file)
            + " (FORMAT parquet, COMPRESSION snappy)");
    parquet.run("DELETE FROM " + TABLE);
    rows = 0;
  }
}
