package org.pollex.datasets.exchange;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.pollex.datasets.rows.RowEpisode;
import org.pollex.datasets.rows.RowScratch;
import org.pollex.datasets.rows.RowSource;
import org.pollex.datasets.rows.RowStream;
import org.pollex.datasets.rows.StoredRows;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * A LeRobot data set for reading at random. Numbers are held in memory outside of the heap; of a
 * column of PNG pictures the files are unpacked once into a temporary file; frames of video are
 * decoded where they are asked for. Columns that nobody asks for cost nothing but the numbers.
 */
final class LeRobotRows implements RowSource {
  private static final long MOST_NUMBERS = 1L << 30;

  private final LeRobotMeta meta;
  private final LeRobotScan scan;
  private final LeRobotVideos videos;
  private final Arena arena = Arena.ofShared();
  private final RowScratch scratch = new RowScratch();
  private final Map<LeRobotFeature, MemorySegment> numbers = new LinkedHashMap<>();
  private final Map<LeRobotFeature, PictureSpool> spools = new HashMap<>();
  private final List<Entry> episodes = new ArrayList<>();
  private final float[] stamps;

  private LeRobotRows(Path folder) {
    try (ParquetFolder parquet = ParquetFolder.open(folder)) {
      this.meta = LeRobotMeta.read(folder, parquet);
      this.scan = new LeRobotScan(meta);
      this.videos = new LeRobotVideos(folder);
      this.stamps = new float[scan.frames()];
      numbers(parquet);
    }
    for (int e = 0; e < meta.rows().size(); e++) {
      episodes.add(new Entry(e));
    }
  }

  static LeRobotRows open(Path folder) {
    return new LeRobotRows(folder);
  }

  private void numbers(ParquetFolder parquet) {
    long all = 0;
    List<LeRobotFeature> plain = new ArrayList<>();
    for (LeRobotFeature feature : meta.features()) {
      if (!feature.picture()) {
        long bytes = (long) scan.frames() * rowBytes(feature);
        all += bytes;
        if (all > MOST_NUMBERS) {
          throw Bounds.refused(
              meta.folder() + "",
              "holds more than " + MOST_NUMBERS + " bytes of numbers",
              "smaller sets for training from LeRobot's files; HDF5 has no such bound");
        }
        plain.add(feature);
        numbers.put(feature, arena.allocate(bytes, 64));
      }
    }
    List<String> columns = new ArrayList<>(List.of("\"timestamp\""));
    plain.forEach(feature -> columns.add(ParquetFolder.name(feature.key())));
    scan.each(
        parquet,
        columns,
        (frame, found, first) -> {
          stamps[frame] = found.getFloat(first);
          for (int i = 0; i < plain.size(); i++) {
            append(plain.get(i), frame, found, first + 1 + i);
          }
        });
  }

  private void append(LeRobotFeature feature, int frame, ResultSet found, int column)
      throws SQLException {
    int width = rowBytes(feature);
    ByteBuffer out =
        numbers
            .get(feature)
            .asSlice((long) frame * width, width)
            .asByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN);
    LeRobotValue.append(meta.folder() + " " + feature.key(), found, column, feature, out);
  }

  private int rowBytes(LeRobotFeature feature) {
    return feature.elements(meta.folder() + " " + feature.key()) * feature.dtype().bytes();
  }

  /** All pictures of a column, unpacked when it is asked for first. */
  private synchronized PictureSpool spool(LeRobotFeature feature) {
    return spools.computeIfAbsent(
        feature,
        fresh -> {
          PictureSpool spool = new PictureSpool(scan.frames());
          try (ParquetFolder parquet = ParquetFolder.open(meta.folder())) {
            String where = meta.folder() + " " + feature.key();
            scan.each(
                parquet,
                List.of(ParquetFolder.name(feature.key()) + ".bytes"),
                (frame, found, column) -> {
                  byte[] file = found.getBytes(column);
                  if (file == null || file.length == 0) {
                    throw Bounds.refused(
                        where, "lacks the bytes of a picture", "pictures in the Parquet file");
                  }
                  spool.add(frame, file);
                });
            spool.finish();
            return spool;
          } catch (RuntimeException e) {
            spool.close();
            throw e;
          }
        });
  }

  /** One episode. */
  private final class Entry implements RowEpisode {
    private final int position;
    private final Map<String, Stream> streams = new LinkedHashMap<>();

    private Entry(int position) {
      this.position = position;
      for (LeRobotFeature feature : meta.features()) {
        Stream stream = new Stream(this, feature);
        streams.put(stream.spec().name(), stream);
      }
    }

    @Override
    public String name() {
      return "episode_" + meta.rows().get(position).index();
    }

    @Override
    public int steps() {
      return meta.rows().get(position).length();
    }

    @Override
    public Map<String, Stream> streams() {
      return streams;
    }
  }

  /** One column of one episode. */
  private final class Stream implements RowStream {
    private final Entry episode;
    private final LeRobotFeature feature;

    private Stream(Entry episode, LeRobotFeature feature) {
      this.episode = episode;
      this.feature = feature;
    }

    @Override
    public StreamSpec spec() {
      return meta.spec(feature);
    }

    @Override
    public StoredRows stored() {
      int first = scan.firstFrame(episode.position);
      int width = rowBytes(feature);
      if (feature.image()) {
        return new PngRows(
            meta.folder() + " " + feature.key(), spool(feature), first, feature, width);
      }
      if (feature.video()) {
        LeRobotVideos.Place place = meta.rows().get(episode.position).videos().get(feature.key());
        float[] own = Arrays.copyOfRange(stamps, first, first + episode.steps());
        int[] frames = videos.frames(feature, place, own);
        return new VideoRows(videos.file(feature, place), frames, width);
      }
      MemorySegment all = numbers.get(feature);
      return new StoredRows.Plain(
          all.asSlice((long) first * width, (long) episode.steps() * width), width);
    }

    @Override
    public Tensor read() {
      int[] shape =
          IntStream.concat(
                  IntStream.of(episode.steps()), spec().shape().stream().mapToInt(size -> size))
              .toArray();
      String where = meta.folder() + " " + feature.key();
      ByteBuffer values = ByteBuffer.allocate(Bounds.bytes(where, feature.dtype(), shape));
      MemorySegment target = MemorySegment.ofBuffer(values);
      StoredRows rows = stored();
      synchronized (scratch) {
        for (int t = 0; t < episode.steps(); t++) {
          rows.copy(t, target, (long) t * rows.rowBytes(), scratch);
        }
      }
      return Tensor.wrap(feature.dtype(), shape, values);
    }
  }

  @Override
  public Path file() {
    return meta.folder();
  }

  @Override
  public List<Entry> demonstrations() {
    return episodes;
  }

  @Override
  public Map<String, List<String>> masks() {
    Map<String, List<String>> masks = new TreeMap<>();
    meta.extras()
        .filterKeys()
        .forEach(
            (key, members) ->
                masks.put(key, members.stream().map(e -> episodes.get(e).name()).toList()));
    return masks;
  }

  @Override
  public void close() {
    scratch.close();
    spools.values().forEach(PictureSpool::close);
    videos.close();
    arena.close();
  }
}
