package org.pollex.datasets.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pollex.datasets.episode.Episode;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * What the columns of a CSV file are. {@code NAME[i]:TYPE} is number i of a row of stream NAME, and
 * {@code NAME[i][j]} one of a row with two axes; without an index it is a number of its own, and
 * without a type it is float64. Names that are no streams of an episode are observations, unless
 * they begin with a stroke.
 *
 * @param streams in the order of their first columns
 * @param places for each column, the stream's number and the element; null for other columns
 * @param names of the other columns, by their number: {@code episode}, {@code step}, …
 */
record CsvColumns(List<StreamSpec> streams, List<Place> places, Map<String, Integer> names) {
  static final String EPISODE = "episode";
  static final String STEP = "step";
  static final String TASK = "task";
  static final String INSTRUCTION = "instruction";

  private static final int MOST = 20_000;
  private static final Pattern HEADER =
      Pattern.compile("(?<name>.+?)(?<index>(?:\\[\\d{1,5}\\])*)(?::(?<type>[a-z]+\\d*))?");

  /** Names that stand beside the observations in an episode. */
  private static final List<String> OWN =
      List.of(Episode.ACTIONS, "actions_raw", "rewards", "dones", "success", "states", "prev_obs");

  /** Where a column's numbers go. */
  record Place(int stream, int element) {}

  /** A stream while its columns are collected. */
  private record Found(DType dtype, List<List<Integer>> indices, List<Integer> columns) {}

  static CsvColumns parse(String where, List<String> header) {
    if (header.size() > MOST) {
      throw Bounds.refused(where, "has " + header.size() + " columns", "up to " + MOST);
    }
    Map<String, Found> found = new LinkedHashMap<>();
    Map<String, Integer> names = new LinkedHashMap<>();
    for (int c = 0; c < header.size(); c++) {
      String cell = header.get(c).strip();
      if (List.of(EPISODE, STEP, TASK, INSTRUCTION).contains(cell)) {
        names.put(cell, c);
        continue;
      }
      Matcher matcher = HEADER.matcher(cell);
      if (!matcher.matches()) {
        throw Bounds.refused(where + ": column " + (c + 1), "has no name", "NAME, NAME[i]");
      }
      String type = matcher.group("type");
      DType dtype = type == null ? DType.F64 : DType.named(type);
      Found stream =
          found.computeIfAbsent(
              name(matcher.group("name")),
              n -> new Found(dtype, new ArrayList<>(), new ArrayList<>()));
      if (stream.dtype() != dtype) {
        throw Bounds.refused(where + ": " + cell, "has two types", "one type per stream");
      }
      stream.indices().add(index(matcher.group("index")));
      stream.columns().add(c);
    }
    if (!found.containsKey(Episode.ACTIONS)) {
      throw Bounds.refused(
          where, "has no column of actions", "columns actions[0], actions[1], … in the header");
    }
    return placed(where, header.size(), found, names);
  }

  private static String name(String column) {
    if (column.equals("action") || column.equals(Episode.ACTIONS)) {
      return Episode.ACTIONS;
    }
    if (column.startsWith("/")) {
      return column.substring(1);
    }
    return isKnown(column) ? column : Episode.OBSERVATION + column;
  }

  private static boolean isKnown(String name) {
    return name.startsWith(Episode.OBSERVATION) || OWN.contains(name);
  }

  private static List<Integer> index(String text) {
    List<Integer> index = new ArrayList<>();
    for (String part : text.split("[\\[\\]]+")) {
      if (!part.isEmpty()) {
        index.add(Integer.parseInt(part));
      }
    }
    return index;
  }

  private static CsvColumns placed(
      String where, int count, Map<String, Found> found, Map<String, Integer> names) {
    List<StreamSpec> streams = new ArrayList<>();
    Place[] places = new Place[count];
    for (Map.Entry<String, Found> entry : found.entrySet()) {
      List<List<Integer>> indices = entry.getValue().indices();
      List<Integer> shape = new ArrayList<>();
      for (int axis = 0; axis < indices.getFirst().size(); axis++) {
        int a = axis;
        shape.add(
            1 + indices.stream().mapToInt(i -> i.size() > a ? i.get(a) : MOST).max().orElse(0));
      }
      long elements = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
      boolean[] seen = new boolean[indices.size()];
      for (int i = 0; i < indices.size(); i++) {
        int element = 0;
        for (int axis = 0; axis < shape.size() && elements == seen.length; axis++) {
          element = element * shape.get(axis) + indices.get(i).get(axis);
        }
        if (elements != seen.length || indices.get(i).size() != shape.size() || seen[element]) {
          throw Bounds.refused(
              where + ": the columns of " + entry.getKey(),
              "leave numbers out or repeat them",
              "every index from 0 once");
        }
        seen[element] = true;
        places[entry.getValue().columns().get(i)] = new Place(streams.size(), element);
      }
      streams.add(
          new StreamSpec(
              entry.getKey(),
              entry.getValue().dtype(),
              shape,
              "",
              "",
              "",
              StreamSpec.Privilege.NONE,
              false));
    }
    return new CsvColumns(streams, java.util.Arrays.asList(places), names);
  }

  /** The header's cells of a stream. */
  static List<String> header(StreamSpec spec) {
    List<String> cells = List.of("");
    for (int size : spec.shape()) {
      List<String> longer = new ArrayList<>();
      for (String cell : cells) {
        for (int i = 0; i < size; i++) {
          longer.add(cell + '[' + i + ']');
        }
      }
      cells = longer;
    }
    String type = spec.dtype() == DType.F64 ? "" : ":" + spec.dtype().numpyName();
    String name = isKnown(spec.name()) ? spec.name() : "/" + spec.name();
    return cells.stream().map(cell -> name + cell + type).toList();
  }

  /** An element as text that gives it back exactly. */
  static String text(Tensor row, int element) {
    ByteBuffer bytes = row.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.position() + element * row.dtype().bytes();
    return switch (row.dtype()) {
      case F32 -> Float.toString(bytes.getFloat(at));
      case F64 -> Double.toString(bytes.getDouble(at));
      case I64 -> Long.toString(bytes.getLong(at));
      default -> Long.toString((long) row.get(element));
    };
  }

  /** Puts a cell's number behind those that are there; throws NumberFormatException. */
  static void put(DType dtype, String cell, int element, ByteBuffer row) {
    int at = element * dtype.bytes();
    switch (dtype) {
      case F32 -> row.putFloat(at, cell.isEmpty() ? Float.NaN : Float.parseFloat(cell));
      case F64 -> row.putDouble(at, cell.isEmpty() ? Double.NaN : Double.parseDouble(cell));
      case I64 -> row.putLong(at, Long.parseLong(cell));
      case I32 -> row.putInt(at, Integer.parseInt(cell));
      case U16 -> row.putShort(at, (short) within(cell, 0xffff));
      case U8 -> row.put(at, (byte) within(cell, 0xff));
      case BOOL -> row.put(at, (byte) within(cell, 1));
    }
  }

  private static int within(String cell, int most) {
    int value = Integer.parseInt(cell);
    if (value < 0 || value > most) {
      throw new NumberFormatException(cell);
    }
    return value;
  }
}
