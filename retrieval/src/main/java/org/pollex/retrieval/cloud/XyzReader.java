package org.pollex.retrieval.cloud;

import java.util.Arrays;

/**
 * Text: x y z in the first three columns, further columns ignored; lines that start with # or //
 * are comments, and a first line that names the columns is skipped.
 */
final class XyzReader {
  private XyzReader() {}

  static float[] points(byte[] bytes) {
    TextRows rows = new TextRows(bytes, 0);
    float[] xyz = new float[1024];
    int n = 0;
    for (String[] row = rows.next(); row != null; row = rows.next()) {
      if (row.length == 0 || row[0].startsWith("#") || row[0].startsWith("//")) {
        continue;
      }
      if (n == 0 && namesColumns(row)) {
        continue;
      }
      if (row.length < 3) {
        rows.number(row[0]);
        throw new CloudFormatException(
            "line " + rows.line() + " has " + row.length + " columns",
            "Allowed: at least three columns, x y z in metres");
      }
      if (n + 3 > xyz.length) {
        xyz = Arrays.copyOf(xyz, 2 * xyz.length);
      }
      for (int k = 0; k < 3; k++) {
        xyz[n++] = rows.number(row[k]);
      }
    }
    return Arrays.copyOf(xyz, n);
  }

  private static boolean namesColumns(String[] row) {
    return row.length >= 3
        && row[0].equalsIgnoreCase("x")
        && row[1].equalsIgnoreCase("y")
        && row[2].equalsIgnoreCase("z");
  }
}
