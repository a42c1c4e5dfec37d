package org.pollex.datasets.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.datasets.video.VideoEncoder;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * Writes LeRobot data sets of version 3: pictures as PNG within the Parquet files, so that every
 * number and every pixel is exact, or as MP4, as LeRobot does by default, which is lossy.
 */
final class LeRobotWriter {
  private static final String STAMPS = "timestamp";
  private static final long FILE_BYTES = 64L << 20;
  static final int FILES_PER_CHUNK = 1000;
  private static final int MOST_AXES = 5;

  /** What pandas wants to know to take the tasks' texts as the table's index. */
  private static final String PANDAS =
      """
      {"index_columns": ["__index_level_0__"], "column_indexes": [], "columns": [\
      {"name": "task_index", "field_name": "task_index", "pandas_type": "int64", \
      "numpy_type": "int64", "metadata": null}, \
      {"name": null, "field_name": "__index_level_0__", "pandas_type": "unicode", \
      "numpy_type": "object", "metadata": null}], "pandas_version": "2.0.0"}""";

  private final Path folder;
  private final ParquetFolder parquet;
  private final Set<String> leftOut;
  private final boolean video;
  private final Map<String, LeRobotVideoOutput> videos = new TreeMap<>();
  private final Map<LeRobotFeature, StreamSpec> streams = new LinkedHashMap<>();
  private final Map<String, LeRobotStatistics> statistics = new TreeMap<>();
  private final List<String> tasks = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final List<LeRobotExtras.Entry> entries = new ArrayList<>();
  private LeRobotTable table;
  private double fps;
  private long frames;
  private long held;
  private int file;

  private LeRobotWriter(Path folder, ParquetFolder parquet, Set<String> leftOut, boolean video) {
    this.video = video;
    this.folder = folder;
    this.parquet = parquet;
    this.leftOut = leftOut;
  }

  /** What the format cannot hold, beyond what no format with one array per stream can. */
  static List<String> lost(EpisodeSource source) {
    Set<String> lost = new TreeSet<>();
    Set<Double> rates = new TreeSet<>();
    Map<String, String> taken = new TreeMap<>();
    for (Episode episode : source) {
      rates.add(episode.metadata().controlHz());
      for (StreamSpec spec : episode.specs()) {
        String key = LeRobotFeature.of(spec).key();
        if (spec.shape().stream().anyMatch(size -> size < 1) || spec.shape().size() > MOST_AXES) {
          lost.add(spec.name() + " (shape " + spec.shape() + ")");
        } else if (!taken.computeIfAbsent(key, k -> spec.name()).equals(spec.name())) {
          lost.add(spec.name() + " (its name would be that of " + taken.get(key) + ")");
        }
      }
    }
    if (rates.size() > 1 || rates.contains(0.0)) {
      lost.add("control rate (" + rates + " Hz; LeRobot has one: " + rate(rates) + ")");
    }
    return List.copyOf(lost);
  }

  /** What becomes of the pictures of an episode when they are written as video. */
  static List<String> lossy(Episode episode) {
    return episode.specs().stream()
        .filter(spec -> LeRobotFeature.of(spec).image())
        .map(
            spec ->
                asVideo(spec)
                    ? spec.name() + ": MP4 (AV1, 4:2:0) changes pixels; how much is measured"
                    : spec.name() + ": stays PNG, exact (MP4 takes even sides of 64 to 4096)")
        .toList();
  }

  private static double rate(Set<Double> rates) {
    return rates.stream().filter(rate -> rate > 0).findFirst().orElse(1.0);
  }

  /** True if a stream can be kept as video: RGB, of a size that the encoder takes. */
  static boolean asVideo(StreamSpec spec) {
    LeRobotFeature feature = LeRobotFeature.of(spec);
    return feature.image() && VideoEncoder.fits(feature.height(), feature.width());
  }

  /**
   * Writes all episodes below an empty folder.
   *
   * @param video pictures as MP4 where they fit
   */
  static void write(EpisodeSource source, Set<String> leftOut, boolean video, Path folder) {
    try (ParquetFolder parquet = ParquetFolder.open(folder)) {
      LeRobotWriter writer = new LeRobotWriter(folder, parquet, leftOut, video);
      try {
        for (Episode episode : source) {
          writer.add(episode);
        }
        writer.finish(source);
      } finally {
        writer.videos.values().forEach(LeRobotVideoOutput::close);
      }
    }
  }

  private void begin(Episode first) {
    Map<String, LeRobotFeature> sorted = new TreeMap<>();
    Map<String, StreamSpec> specs = new TreeMap<>();
    fps = rate(Set.of(first.metadata().controlHz()));
    for (StreamSpec spec : first.specs()) {
      if (!leftOut.contains(spec.name()) && !stamps(spec)) {
        LeRobotFeature feature = LeRobotFeature.of(spec);
        if (video && asVideo(spec)) {
          feature = feature.asVideo();
          videos.put(feature.key(), new LeRobotVideoOutput(folder, feature, fps));
        }
        sorted.put(feature.key(), feature);
        specs.put(feature.key(), spec);
        statistics.put(feature.key(), new LeRobotStatistics(feature));
      }
    }
    sorted.forEach((key, feature) -> streams.put(feature, specs.get(key)));
    table = new LeRobotTable(parquet, sorted.values().stream().filter(f -> !f.video()).toList());
  }

  /** The stream that the reader makes of LeRobot's own stamps goes back to where it came from. */
  private static boolean stamps(StreamSpec spec) {
    return spec.name().equals(STAMPS) && spec.dtype() == DType.F32 && spec.shape().isEmpty();
  }

  private void add(Episode episode) {
    if (table == null) {
      begin(episode);
    }
    int steps = episode.steps();
    Map<String, Tensor> values = new TreeMap<>();
    List<String> places = new ArrayList<>();
    streams.forEach(
        (feature, spec) -> {
          Tensor rows = episode.stream(spec.name());
          statistics.get(feature.key()).add(rows);
          if (feature.video()) {
            places.addAll(videos.get(feature.key()).add(rows));
          } else {
            values.put(feature.key(), rows);
            held += rows.bytes().remaining();
          }
        });
    float[] stamps = new float[steps];
    Tensor own =
        episode.specs().stream().anyMatch(LeRobotWriter::stamps) ? episode.stream(STAMPS) : null;
    for (int t = 0; t < steps; t++) {
      stamps[t] = own != null ? (float) own.get(t) : (float) (t / fps);
      if (!videos.isEmpty() && Math.abs(stamps[t] - t / fps) > LeRobotVideos.TOLERANCE) {
        throw Bounds.refused(
            "step " + t + " of episode " + entries.size(),
            "has the stamp " + stamps[t] + " s, which a video of " + fps + " Hz has not",
            "pictures as PNG (--images png), or steps at a fixed rate");
      }
    }
    String instruction = episode.metadata().instruction();
    String task = instruction.isEmpty() ? episode.metadata().task() : instruction;
    if (!tasks.contains(task)) {
      tasks.add(task);
    }
    table.add(values, stamps, entries.size(), frames, tasks.indexOf(task));
    rows.add(
        String.format(
            Locale.ROOT,
            "(%d, [%s], %d, %d, %d, %d, %d, 0, 0%s)",
            entries.size(),
            ParquetFolder.text(task),
            steps,
            file / FILES_PER_CHUNK,
            file % FILES_PER_CHUNK,
            frames,
            frames + steps,
            places.stream().map(value -> ", " + value).collect(Collectors.joining())));
    entries.add(new LeRobotExtras.Entry(steps, episode.metadata(), episode.outcome().orElse(null)));
    frames += steps;
    if (held > FILE_BYTES) {
      store();
    }
  }

  private void store() {
    String chunk = String.format(Locale.ROOT, "data/chunk-%03d", file / FILES_PER_CHUNK);
    make(chunk);
    table.store(chunk + String.format(Locale.ROOT, "/file-%03d.parquet", file % FILES_PER_CHUNK));
    held = 0;
    file++;
  }

  private void finish(EpisodeSource source) {
    if (table == null) {
      throw Bounds.refused("a data set without episodes", "cannot be written", "one or more");
    }
    if (table.rows() > 0) {
      store();
    }
    videos.values().forEach(LeRobotVideoOutput::finish);
    String ofVideos =
        videos.keySet().stream()
            .flatMap(key -> LeRobotVideoOutput.columns(key).stream())
            .map(column -> ", " + column)
            .collect(Collectors.joining());
    make("meta/episodes/chunk-000");
    parquet.run(
        """
        COPY (SELECT * FROM (VALUES %s) AS t(episode_index, tasks, length, "data/chunk_index",
        "data/file_index", dataset_from_index, dataset_to_index, "meta/episodes/chunk_index",
        "meta/episodes/file_index"%s)) TO %s (FORMAT parquet, COMPRESSION snappy)"""
            .formatted(
                String.join(", ", rows),
                ofVideos,
                target("meta/episodes/chunk-000/file-000.parquet")));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      lines.add("(" + i + "::BIGINT, " + ParquetFolder.text(tasks.get(i)) + ")");
    }
    parquet.run(
        """
        COPY (SELECT * FROM (VALUES %s) AS t(task_index, __index_level_0__)) TO %s
        (FORMAT parquet, COMPRESSION snappy, KV_METADATA {pandas: %s})"""
            .formatted(
                String.join(", ", lines),
                target("meta/tasks.parquet"),
                ParquetFolder.text(PANDAS)));
    json(LeRobotMeta.INFO, info(source));
    Map<String, Object> figures = new TreeMap<>();
    statistics.forEach((key, of) -> figures.put(key, of.figures(frames)));
    json("meta/stats.json", figures);
    Map<String, StreamSpec> specs = new TreeMap<>();
    streams.forEach((feature, spec) -> specs.put(feature.key(), spec));
    json(
        LeRobotExtras.FILE,
        new LeRobotExtras(source.environment().orElse(null), specs, source.filterKeys(), entries));
  }

  private Map<String, Object> info(EpisodeSource source) {
    Map<String, Object> features = new LinkedHashMap<>();
    streams
        .keySet()
        .forEach(
            feature -> {
              Map<String, Object> entry = feature.describe();
              if (feature.video()) {
                entry.put("info", videos.get(feature.key()).describe());
              }
              features.put(feature.key(), entry);
            });
    for (String own : LeRobotFeature.OWN) {
      String type = own.equals(STAMPS) ? "float32" : "int64";
      features.put(own, new LeRobotFeature(own, type, List.of(1), List.of()).describe());
    }
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("codebase_version", "v3.0");
    info.put("robot_type", source.environment().map(e -> e.name()).orElse(null));
    info.put("total_episodes", entries.size());
    info.put("total_frames", frames);
    info.put("total_tasks", tasks.size());
    info.put("chunks_size", FILES_PER_CHUNK);
    info.put("data_files_size_in_mb", FILE_BYTES >> 20);
    info.put("video_files_size_in_mb", LeRobotVideoOutput.FILE_MEGABYTES);
    info.put("fps", fps == Math.rint(fps) ? (Object) (long) fps : (Object) fps);
    info.put("splits", Map.of("train", "0:" + entries.size()));
    info.put("data_path", "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet");
    info.put("video_path", videos.isEmpty() ? null : LeRobotVideos.PATTERN);
    info.put("features", features);
    return info;
  }

  private String target(String name) {
    return ParquetFolder.text(parquet.folder() + "/" + name);
  }

  private void make(String name) {
    try {
      Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    }
  }

  private void json(String name, Object value) {
    try {
      Files.write(folder.resolve(name), CanonicalJson.bytes(value));
    } catch (IOException e) {
      throw StorageFailure.writing(folder.resolve(name), e);
    }
  }
}
