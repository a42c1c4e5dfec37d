package org.pollex.datasets.rows;

import java.util.Map;

/** One episode of a {@link RowSource}. */
public interface RowEpisode {
  /** Returns its name, unique in its source. */
  String name();

  /** Returns the number of steps. */
  int steps();

  /** Returns what every step has, by name. */
  Map<String, ? extends RowStream> streams();
}
