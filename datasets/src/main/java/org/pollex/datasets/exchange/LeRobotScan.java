package org.pollex.datasets.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;

/** One pass over all rows of a LeRobot data set, each told by its number in the set. */
final class LeRobotScan {
  private final LeRobotMeta meta;
  private final int[] firstFrame;
  private final Map<Integer, Integer> positions = new HashMap<>();

  /** Takes one row. */
  @FunctionalInterface
  interface Row {
    /**
     * Takes the values.
     *
     * @param frame number of the row, by episode and frame
     * @param column of the first value
     */
    void take(int frame, ResultSet found, int column) throws SQLException;
  }

  LeRobotScan(LeRobotMeta meta) {
    this.meta = meta;
    this.firstFrame = new int[meta.rows().size() + 1];
    for (int e = 0; e < meta.rows().size(); e++) {
      long end = (long) firstFrame[e] + meta.rows().get(e).length();
      if (end > Integer.MAX_VALUE || positions.put(meta.rows().get(e).index(), e) != null) {
        throw Bounds.refused(
            meta.folder() + "/meta/episodes",
            "names an episode twice, or " + end + " frames",
            "each episode once, fewer than 2^31 frames");
      }
      firstFrame[e + 1] = (int) end;
    }
  }

  int frames() {
    return firstFrame[firstFrame.length - 1];
  }

  int firstFrame(int episode) {
    return firstFrame[episode];
  }

  /** Hands out every row once; a missing or doubled one is refused. */
  void each(ParquetFolder parquet, List<String> columns, Row row) {
    BitSet seen = new BitSet(frames());
    for (String file : meta.rows().stream().map(LeRobotEpisodes.Row::file).distinct().toList()) {
      String sql =
          "SELECT episode_index, frame_index, %s FROM read_parquet(%s)"
              .formatted(String.join(", ", columns), ParquetFolder.text(parquet.folder() + file));
      try (Statement statement = parquet.connection().createStatement();
          ResultSet found = statement.executeQuery(sql)) {
        while (found.next()) {
          int frame = frame(file, found.getInt(1), found.getLong(2));
          if (frame >= 0) {
            if (seen.get(frame)) {
              throw refused(file, "has a frame twice");
            }
            seen.set(frame);
            row.take(frame, found, 3);
          }
        }
      } catch (SQLException e) {
        throw ParquetFolder.refused(meta.folder(), e);
      }
    }
    if (seen.cardinality() != frames()) {
      throw refused("", "lacks " + (frames() - seen.cardinality()) + " frames");
    }
  }

  /** The number of a row; −1 for an episode that {@code meta/episodes} does not name. */
  private int frame(String file, int episode, long frame) {
    Integer position = positions.get(episode);
    if (position == null) {
      return -1;
    }
    if (frame < 0 || frame >= meta.rows().get(position).length()) {
      throw refused(file, "has frame " + frame + " of episode " + episode);
    }
    return firstFrame[position] + (int) frame;
  }

  private BadInputException refused(String file, String what) {
    return Bounds.refused(meta.folder() + file, what, "the frames that meta/episodes names");
  }
}
