package org.pollex.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;

/** Reads a CSV file of numbers; a header is followed only when it names every column. */
final class NumberTable {
  private NumberTable() {}

  static List<double[]> read(Path file, List<String> columns) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
    List<double[]> rows = new ArrayList<>();
    int[] order = null;
    for (int number = 0; number < lines.size(); number++) {
      String[] cells = lines.get(number).split(",", -1);
      Arrays.setAll(cells, i -> cells[i].strip());
      if (lines.get(number).isBlank()) {
        continue;
      }
      if (cells.length != columns.size()) {
        throw new BadInputException(
            file + " line " + (number + 1) + " has " + cells.length + " columns",
            columns.size() + " are needed: " + String.join(",", columns));
      }
      if (order == null) {
        order = order(Arrays.asList(cells), columns);
        if (Arrays.stream(cells).anyMatch(cell -> !isNumber(cell))) {
          continue;
        }
      }
      double[] row = new double[cells.length];
      for (int i = 0; i < cells.length; i++) {
        if (!isNumber(cells[i])) {
          throw new BadInputException(
              file + " line " + (number + 1) + " has '" + cells[i] + "'", "Give finite numbers.");
        }
        row[order[i]] = Double.parseDouble(cells[i]);
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new BadInputException(file + " has no rows", "Columns: " + String.join(",", columns));
    }
    return rows;
  }

  private static int[] order(List<String> header, List<String> columns) {
    boolean all = new HashSet<>(header).equals(new HashSet<>(columns));
    int[] order = new int[columns.size()];
    Arrays.setAll(order, i -> all ? columns.indexOf(header.get(i)) : i);
    return order;
  }

  private static boolean isNumber(String cell) {
    try {
      return Double.isFinite(Double.parseDouble(cell));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
