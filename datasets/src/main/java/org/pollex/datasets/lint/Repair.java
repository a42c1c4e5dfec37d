package org.pollex.datasets.lint;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** A correction that loses nothing and is right whenever the finding is. */
public sealed interface Repair {
  /**
   * Other numbers in a stream of the episode.
   *
   * @param name the stream
   * @param what what was done, for the provenance
   * @param rows gives corrected rows, as many and as wide; the given ones are not changed
   */
  record Stream(String name, String what, UnaryOperator<double[][]> rows) implements Repair {}

  /** Leaves the episode out: another one has the same content. */
  record Drop() implements Repair {}

  /** Takes the episode out of a filter key. */
  record Unkey(String key) implements Repair {}

  /** Multiplies all values. */
  static UnaryOperator<double[][]> scaled(double factor) {
    return rows(row -> Arrays.stream(row).map(x -> x * factor).toArray());
  }

  /** Applies a function to every row. */
  static UnaryOperator<double[][]> rows(UnaryOperator<double[]> function) {
    return rows -> Arrays.stream(rows).map(function).toArray(double[][]::new);
  }
}
