package org.pollex.datasets.exchange;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines of a LeRobot data set's {@code meta/episodes}. */
final class LeRobotEpisodes {
  private static final long MOST_EPISODES = 1_000_000;

  private LeRobotEpisodes() {}

  /**
   * One line.
   *
   * @param index number of the episode
   * @param length its frames, 1 or more
   * @param tasks what it was told, as text
   * @param file Parquet file of its rows, below the folder
   * @param videos where its frames lie, by video column
   */
  record Row(
      int index,
      int length,
      List<String> tasks,
      String file,
      Map<String, LeRobotVideos.Place> videos) {}

  static List<Row> read(Path folder, ParquetFolder parquet, List<LeRobotFeature> features)
      throws SQLException {
    List<String> videos =
        features.stream().filter(LeRobotFeature::video).map(LeRobotFeature::key).toList();
    StringBuilder columns = new StringBuilder();
    for (String key : videos) {
      for (String column : List.of("chunk_index", "file_index", "from_timestamp")) {
        columns.append(", ").append(ParquetFolder.name("videos/" + key + "/" + column));
      }
    }
    String sql =
        """
        SELECT episode_index, length, tasks, "data/chunk_index", "data/file_index"%s
        FROM read_parquet(%s) ORDER BY episode_index"""
            .formatted(
                columns,
                ParquetFolder.text(parquet.folder() + "/meta/episodes/chunk-*/file-*.parquet"));
    List<Row> rows = new ArrayList<>();
    try (Statement statement = parquet.connection().createStatement();
        ResultSet found = statement.executeQuery(sql)) {
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
        Map<String, LeRobotVideos.Place> places = new LinkedHashMap<>();
        int column = 6;
        for (String key : videos) {
          places.put(
              key,
              new LeRobotVideos.Place(
                  found.getInt(column), found.getInt(column + 1), found.getDouble(column + 2)));
          column += 3;
        }
        String file =
            String.format(
                Locale.ROOT,
                "/data/chunk-%03d/file-%03d.parquet",
                found.getInt(4),
                found.getInt(5));
        rows.add(new Row(found.getInt(1), length, List.copyOf(tasks), file, places));
      }
    }
    return rows;
  }
}
