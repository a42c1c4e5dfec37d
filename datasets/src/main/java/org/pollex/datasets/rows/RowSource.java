package org.pollex.datasets.rows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A file or folder of episodes whose rows can be read in any order until it is closed. */
public interface RowSource extends AutoCloseable {
  /** Returns what was opened. */
  Path file();

  /** Returns the episodes in order. */
  List<? extends RowEpisode> demonstrations();

  /** Returns the filter keys, each with the names of its episodes. */
  Map<String, List<String>> masks();

  @Override
  void close();
}
