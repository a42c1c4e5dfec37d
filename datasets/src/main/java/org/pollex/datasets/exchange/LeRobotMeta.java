package org.pollex.datasets.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.world.StreamSpec;

/**
 * What the folder {@code meta} of a LeRobot data set says.
 *
 * @param folder the data set
 * @param fps frames a second
 * @param features columns, without LeRobot's own
 * @param notCarried columns and files that an episode does not hold
 * @param rows episodes in order
 * @param extras what Pollex noted beside it; nothing if LeRobot has changed the set since
 */
record LeRobotMeta(
    Path folder,
    double fps,
    List<LeRobotFeature> features,
    List<String> notCarried,
    List<LeRobotEpisodes.Row> rows,
    LeRobotExtras extras) {
  static final String INFO = "meta/info.json";
  private static final String SEVERAL_TASKS =
      "task_index (episodes with several tasks: which step belongs to which)";
  private static final Pattern PATH =
      Pattern.compile("data/chunk-\\{chunk_index:03d\\}/file-\\{file_index:03d\\}\\.parquet");

  static LeRobotMeta read(Path folder, ParquetFolder parquet) {
    JsonNode info = CanonicalJson.parse(bytes(folder, INFO), folder.resolve(INFO));
    String version = info.path("codebase_version").asText();
    if (!version.startsWith("v3.")) {
      throw Bounds.refused(
          folder + "/" + INFO,
          "is of LeRobot's version '" + version + "'",
          "v3.x; LeRobot converts older ones with lerobot.datasets.v30");
    }
    if (!PATH.matcher(info.path("data_path").asText()).matches()) {
      throw Bounds.refused(
          folder + "/" + INFO,
          "keeps its data at '" + info.path("data_path").asText() + "'",
          "data/chunk-{chunk_index:03d}/file-{file_index:03d}.parquet");
    }
    List<LeRobotFeature> features = new ArrayList<>();
    List<String> notCarried = new ArrayList<>();
    columns(folder, info, features, notCarried);
    if (features.stream().anyMatch(LeRobotFeature::video)
        && !info.path("video_path").asText().equals(LeRobotVideos.PATTERN)) {
      throw Bounds.refused(
          folder + "/" + INFO,
          "keeps its videos at '" + info.path("video_path").asText() + "'",
          LeRobotVideos.PATTERN);
    }
    List<LeRobotEpisodes.Row> rows;
    try {
      rows = LeRobotEpisodes.read(folder, parquet, features);
    } catch (SQLException e) {
      throw ParquetFolder.refused(folder, e);
    }
    if (rows.stream().anyMatch(row -> row.tasks().size() > 1)) {
      notCarried.add(SEVERAL_TASKS);
    }
    return new LeRobotMeta(
        folder,
        info.path("fps").asDouble(),
        List.copyOf(features),
        List.copyOf(notCarried),
        List.copyOf(rows),
        extras(folder, rows));
  }

  private static void columns(
      Path folder, JsonNode info, List<LeRobotFeature> features, List<String> notCarried) {
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

  private static LeRobotExtras extras(Path folder, List<LeRobotEpisodes.Row> rows) {
    Path file = folder.resolve(LeRobotExtras.FILE);
    LeRobotExtras told =
        Files.exists(file)
            ? CanonicalJson.parse(bytes(folder, LeRobotExtras.FILE), LeRobotExtras.class, file)
            : LeRobotExtras.NONE;
    // Episodes that LeRobot added or removed since make the extras another data set's.
    boolean same =
        told.episodes().stream()
            .map(LeRobotExtras.Entry::steps)
            .toList()
            .equals(rows.stream().map(LeRobotEpisodes.Row::length).toList());
    return same ? told : LeRobotExtras.NONE;
  }

  private static byte[] bytes(Path folder, String name) {
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

  StreamSpec spec(LeRobotFeature feature) {
    return extras.streams().getOrDefault(feature.key(), feature.spec());
  }

  EpisodeMetadata metadata(int position) {
    if (!extras.episodes().isEmpty()) {
      return extras.episodes().get(position).metadata();
    }
    LeRobotEpisodes.Row row = rows.get(position);
    String task = row.tasks().isEmpty() ? "" : row.tasks().getFirst();
    Map<String, String> others =
        row.tasks().size() > 1 ? Map.of("tasks", String.join("; ", row.tasks())) : Map.of();
    return new EpisodeMetadata(task, task, row.index(), 0, List.of(), "", 0, fps, "", others);
  }
}
