package org.pollex.mujoco;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything lies in the structs of one MuJoCo version, read from the table that {@code
 * sim-bridge/mujoco/GenerateLayout.java} writes.
 *
 * <p>Nothing else in this package knows an offset, a size, or the value of an enum constant.
 */
final class Layout {
  /** MuJoCo versions that this package has a table for. */
  static final List<String> VERSIONS = List.of("3.3.0");

  private final int version;
  private final Map<String, Struct> structs = new HashMap<>();
  private final Map<String, Integer> enums = new HashMap<>();

  /**
   * One member of a struct.
   *
   * @param offset bytes from the struct's start
   * @param type {@code int, long, float, double, byte, pointer}, or the name of a nested struct
   * @param bytes size of the member
   */
  record Field(long offset, String type, long bytes) {}

  /**
   * What a pointer member points to.
   *
   * @param rows name of the size that gives the number of rows, or a number
   * @param columns a number, the name of a size, or their product
   * @param elementBytes size of one element
   */
  record Extent(String rows, String columns, int elementBytes) {}

  /** One struct: its size, its members, and the extents of its arrays in the order of memory. */
  record Struct(String name, long bytes, Map<String, Field> fields, Map<String, Extent> arrays) {
    long offset(String field) {
      return field(field).offset();
    }

    Field field(String field) {
      Field found = fields.get(field);
      if (found == null) {
        throw new IllegalArgumentException(name + " has no member '" + field + "'");
      }
      return found;
    }
  }

  private Layout(BufferedReader rows) throws IOException {
    int number = 0;
    for (String row = rows.readLine(); row != null; row = rows.readLine()) {
      String[] cell = row.split("\t");
      switch (cell[0]) {
        case "version" -> number = Integer.parseInt(cell[1]);
        case "struct" ->
            structs.put(
                cell[1],
                new Struct(
                    cell[1],
                    Long.parseLong(cell[2]),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>()));
        case "field" ->
            structs
                .get(cell[1])
                .fields()
                .put(cell[2], new Field(Long.parseLong(cell[3]), cell[4], Long.parseLong(cell[5])));
        case "array" ->
            structs
                .get(cell[1])
                .arrays()
                .put(cell[2], new Extent(cell[3], cell[4], Integer.parseInt(cell[5])));
        case "enum" -> enums.put(cell[1], Integer.parseInt(cell[2]));
        default -> throw new IOException("unknown row in the table of layouts: " + row);
      }
    }
    version = number;
  }

  /** Reads the table of a version of {@link #VERSIONS}. */
  static Layout of(String version) {
    String resource = "layout/mujoco-" + version + ".tsv";
    try (InputStream bytes = Layout.class.getResourceAsStream(resource);
        BufferedReader rows =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.US_ASCII))) {
      return new Layout(rows);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(resource + " cannot be read", unreadable);
    }
  }

  /** What {@code mj_version()} answers, for example 330. */
  int version() {
    return version;
  }

  Struct struct(String name) {
    Struct found = structs.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the table of layouts has no struct '" + name + "'");
    }
    return found;
  }

  int constant(String name) {
    Integer found = enums.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the table of layouts has no constant '" + name + "'");
    }
    return found;
  }
}
