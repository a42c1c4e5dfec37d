package org.pollex.eval.statistics.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads paired outcomes from CSV: {@code a,b}, each 0 or 1, one pair of rollouts a line. */
public final class PairCsv {

  private static final List<String> COLUMNS = List.of("a", "b");

  private PairCsv() {}

  /**
   * The outcomes of two policies under the same conditions.
   *
   * @param a true where policy A succeeded
   * @param b true where policy B succeeded
   */
  public record Pair(boolean a, boolean b) {}

  /**
   * Reads a file, in the order of its lines.
   *
   * @throws org.pollex.errors.BadInputException with file and line of what is wrong
   */
  public static List<Pair> read(Path file) {
    CsvRows csv = CsvRows.read(file);
    Columns columns = Columns.find(csv, COLUMNS, 2, row -> row.cell(0).matches(OutcomeCsv.NUMBER));
    List<Pair> pairs = new ArrayList<>();
    for (CsvRows.Row row : columns.data()) {
      pairs.add(
          new Pair(
              csv.bit(row, "a", columns.cell(row, 0)), csv.bit(row, "b", columns.cell(row, 1))));
    }
    return pairs;
  }
}
