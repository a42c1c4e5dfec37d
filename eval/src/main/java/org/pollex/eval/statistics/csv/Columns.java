package org.pollex.eval.statistics.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Where each known column stands in a CSV file, and which rows are data.
 *
 * <p>Columns go by position. A header is optional; it reorders columns only when all its names are
 * known. A header of other names is taken by position, unless a known name in it stands elsewhere:
 * then the file is ambiguous and refused.
 *
 * @param positions position of each known column in the file, -1 where it is missing
 * @param data the rows below the header
 */
record Columns(List<Integer> positions, List<CsvRows.Row> data) {

  /**
   * Finds the columns.
   *
   * @param known all known names, in the order in which they stand without a header
   * @param required how many of the first known names must be there
   * @param isData tells a first line of data from a header of unknown names
   */
  static Columns find(
      CsvRows csv, List<String> known, int required, Predicate<CsvRows.Row> isData) {
    CsvRows.Row first = csv.rows().getFirst();
    List<String> names = first.cells().stream().map(cell -> cell.toLowerCase(Locale.ROOT)).toList();
    List<CsvRows.Row> below = csv.rows().subList(1, csv.rows().size());
    Columns columns;
    if (known.containsAll(names)) {
      if (new HashSet<>(names).size() != names.size()) {
        throw csv.error(first, "a column occurs twice: " + names, "Each may occur once.");
      }
      columns = new Columns(known.stream().map(names::indexOf).toList(), below);
    } else if (isData.test(first)) {
      columns = new Columns(byPosition(known, names.size()), csv.rows());
    } else {
      refuseDisplacedNames(csv, first, names, known);
      columns = new Columns(byPosition(known, names.size()), below);
    }
    columns.check(csv, known, required);
    return columns;
  }

  private static List<Integer> byPosition(List<String> known, int width) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      positions.add(i < width ? i : -1);
    }
    return positions;
  }

  private static void refuseDisplacedNames(
      CsvRows csv, CsvRows.Row header, List<String> names, List<String> known) {
    for (int i = 0; i < names.size(); i++) {
      int place = known.indexOf(names.get(i));
      if (place >= 0 && place != i) {
        List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
        throw csv.error(
            header,
            "unknown column %s beside the known column %s in another place than its own"
                .formatted(unknown, names.get(i)),
            "Allowed: only names of %s, or columns in just this order.".formatted(known));
      }
    }
  }

  private void check(CsvRows csv, List<String> known, int required) {
    CsvRows.Row first = csv.rows().getFirst();
    for (int i = 0; i < required; i++) {
      if (positions.get(i) < 0) {
        throw csv.error(
            first,
            "column %s is missing".formatted(known.get(i)),
            "Needed: %s; optional: %s."
                .formatted(known.subList(0, required), known.subList(required, known.size())));
      }
    }
    int width = first.cells().size();
    if (width > known.size()) {
      throw csv.error(
          first,
          "%d columns".formatted(width),
          "Allowed: at most %d, %s.".formatted(known.size(), known));
    }
    for (CsvRows.Row row : data) {
      if (row.cells().size() != width) {
        throw csv.error(
            row,
            "%d columns, but the first line has %d".formatted(row.cells().size(), width),
            "Give every line the same number of cells.");
      }
    }
    if (data.isEmpty()) {
      throw csv.error(first, "a header without data", "Add at least one row below it.");
    }
  }

  /** The cell of the known column with this index. */
  String cell(CsvRows.Row row, int column) {
    return row.cell(positions.get(column));
  }
}
