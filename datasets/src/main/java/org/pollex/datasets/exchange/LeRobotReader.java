package org.pollex.datasets.exchange;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.exchange.LeRobotEpisodes.Row;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.video.VideoDecoders;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * Reads LeRobot data sets of version 3, episode by episode: {@code meta/info.json} tells the
 * columns, {@code meta/episodes} which file an episode lies in, {@code data} has one row per frame,
 * pictures as PNG in them or, of video columns, as frames of the MP4 files below {@code videos}.
 */
final class LeRobotReader {
  private final Path folder;
  private final ParquetFolder parquet;
  private final LeRobotMeta meta;
  private final LeRobotVideos videos;
  private final VideoDecoders decoders = new VideoDecoders();
  private final boolean outline;

  private LeRobotReader(Path folder, ParquetFolder parquet, boolean outline) {
    this.folder = folder;
    this.parquet = parquet;
    this.outline = outline;
    this.videos = new LeRobotVideos(folder);
    this.meta = LeRobotMeta.read(folder, parquet);
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
      return LeRobotMeta.read(folder, parquet).features().stream()
          .filter(LeRobotFeature::video)
          .map(f -> f.stream() + ": is MP4, which is lossy; its decoded pixels are carried")
          .toList();
    }
  }

  private static EpisodeSource open(Path folder, boolean outline) {
    ParquetFolder parquet = ParquetFolder.open(folder);
    try {
      LeRobotReader reader = new LeRobotReader(folder, parquet, outline);
      return new LoadedSource(
          Optional.ofNullable(reader.meta.extras().environment()),
          reader.meta.extras().filterKeys(),
          reader.meta.notCarried(),
          reader.meta.rows().size(),
          reader::read,
          reader::close);
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

  private Episode read(int position) {
    Row row = meta.rows().get(position);
    Map<LeRobotFeature, ByteBuffer> values = new LinkedHashMap<>();
    for (LeRobotFeature feature : meta.features()) {
      int bytes =
          Bounds.bytes(folder + " " + feature.key(), feature.dtype(), feature.sizes(row.length()));
      values.put(feature, ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
    float[] stamps = new float[row.length()];
    fill(row, values, stamps);
    if (!outline) {
      decode(row, values, stamps);
    }
    Map<String, Tensor> streams = new LinkedHashMap<>();
    List<StreamSpec> specs = new ArrayList<>();
    values.forEach(
        (feature, buffer) -> {
          StreamSpec spec = meta.spec(feature);
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
        meta.metadata(position),
        meta.extras().episodes().stream()
            .skip(position)
            .findFirst()
            .map(LeRobotExtras.Entry::outcome),
        specs,
        streams,
        Map.of());
  }

  private void decode(Row row, Map<LeRobotFeature, ByteBuffer> values, float[] stamps) {
    values.forEach(
        (feature, buffer) -> {
          if (feature.video()) {
            MemorySegment out = MemorySegment.ofBuffer(buffer.clear());
            videos.decode(feature, row.videos().get(feature.key()), stamps, decoders, out);
          }
        });
  }

  /** Stamps that are not the frame's number over the rate. */
  private boolean irregular(float[] stamps) {
    for (int t = 0; t < stamps.length; t++) {
      if (stamps[t] != (float) (t / meta.fps())) {
        return true;
      }
    }
    return false;
  }

  private void fill(Row row, Map<LeRobotFeature, ByteBuffer> values, float[] stamps) {
    List<LeRobotFeature> stored =
        meta.features().stream().filter(f -> !f.video() && !(outline && f.image())).toList();
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
    if (!feature.image()) {
      LeRobotValue.append(where, found, column, feature, out);
      return;
    }
    byte[] file = found.getBytes(column);
    if (file == null) {
      throw Bounds.refused(where, "lacks the bytes of a picture", "pictures in the Parquet file");
    }
    int end = out.position() + feature.elements(where);
    PngPicture.decode(where, file, feature.height(), feature.width(), out.limit(end));
    if (out.hasRemaining()) {
      throw Bounds.refused(where, "has a picture of too few pixels", feature.shape() + "");
    }
    out.limit(out.capacity());
  }
}
