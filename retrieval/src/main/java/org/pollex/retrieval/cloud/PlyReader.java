package org.pollex.retrieval.cloud;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** PLY (Stanford): the x, y and z of element vertex, text or binary of either byte order. */
final class PlyReader {
  private static final String AGAIN = "Export the file again";

  /** A property; {@code count} is the type of a list's length, or null. */
  private record Property(String name, ScalarType type, ScalarType count) {}

  private record Element(String name, int size, List<Property> properties) {
    int index(String property) {
      for (int k = 0; k < properties.size(); k++) {
        if (properties.get(k).name().equals(property)) {
          return k;
        }
      }
      throw new CloudFormatException("its vertices have no '" + property + "'", AGAIN);
    }
  }

  private final byte[] bytes;
  private final List<Element> elements = new ArrayList<>();
  private String encoding = "";
  private int data;

  PlyReader(byte[] bytes) {
    this.bytes = bytes;
    header();
  }

  private void header() {
    HeaderLines lines = new HeaderLines(bytes);
    lines.next("end_header");
    for (String line = lines.next("end_header");
        !line.equals("end_header");
        line = lines.next("end_header")) {
      String[] words = line.strip().split("\\s+");
      switch (words[0]) {
        case "format" -> encoding = words.length > 1 ? words[1] : "";
        case "element" -> elements.add(element(line, words));
        case "property" -> property(line, words);
        default -> {}
      }
    }
    data = lines.position();
  }

  private static Element element(String line, String[] words) {
    if (words.length != 3 || !words[2].matches("\\d{1,9}")) {
      throw new CloudFormatException("its header has '" + line + "'", AGAIN);
    }
    return new Element(words[1], Integer.parseInt(words[2]), new ArrayList<>());
  }

  private void property(String line, String[] words) {
    boolean list = words.length == 5 && words[1].equals("list");
    if (elements.isEmpty() || !list && words.length != 3) {
      throw new CloudFormatException("its header has '" + line + "'", AGAIN);
    }
    elements
        .getLast()
        .properties()
        .add(
            list
                ? new Property(words[4], type(words[3]), type(words[2]))
                : new Property(words[2], type(words[1]), null));
  }

  private static ScalarType type(String name) {
    return switch (name) {
      case "char", "int8" -> ScalarType.INT8;
      case "uchar", "uint8" -> ScalarType.UINT8;
      case "short", "int16" -> ScalarType.INT16;
      case "ushort", "uint16" -> ScalarType.UINT16;
      case "int", "int32" -> ScalarType.INT32;
      case "uint", "uint32" -> ScalarType.UINT32;
      case "float", "float32" -> ScalarType.FLOAT32;
      case "double", "float64" -> ScalarType.FLOAT64;
      default -> throw new CloudFormatException("its header has the type '" + name + "'", AGAIN);
    };
  }

  float[] points() {
    Element vertex =
        elements.stream()
            .filter(e -> e.name().equals("vertex"))
            .findFirst()
            .orElseThrow(() -> new CloudFormatException("it has no element vertex", AGAIN));
    if (vertex.size() > PointCloud.MAX_POINTS || vertex.size() > bytes.length) {
      throw CloudFormatException.truncated(3L * vertex.size(), bytes.length - data);
    }
    int[] xyz = {vertex.index("x"), vertex.index("y"), vertex.index("z")};
    return switch (encoding) {
      case "ascii" -> text(vertex, xyz);
      case "binary_little_endian" -> binary(vertex, xyz, ByteOrder.LITTLE_ENDIAN);
      case "binary_big_endian" -> binary(vertex, xyz, ByteOrder.BIG_ENDIAN);
      default ->
          throw new CloudFormatException(
              "its encoding is '" + encoding + "'",
              "Allowed: ascii, binary_little_endian, binary_big_endian");
    };
  }

  private float[] text(Element vertex, int[] xyz) {
    TextRows rows = new TextRows(bytes, data);
    for (Element element : elements) {
      if (element == vertex) {
        break;
      }
      for (int i = 0; i < element.size(); i++) {
        row(rows, element);
      }
    }
    float[] out = new float[3 * vertex.size()];
    for (int i = 0; i < vertex.size(); i++) {
      String[] row = row(rows, vertex);
      for (int k = 0; k < 3; k++) {
        if (xyz[k] >= row.length) {
          throw new CloudFormatException(
              "vertex " + i + " has only " + row.length + " columns", AGAIN);
        }
        out[3 * i + k] = rows.number(row[xyz[k]]);
      }
    }
    return out;
  }

  private static String[] row(TextRows rows, Element element) {
    String[] row = rows.next();
    while (row != null && row.length == 0) {
      row = rows.next();
    }
    if (row == null) {
      throw new CloudFormatException(
          "it is truncated: element " + element.name() + " should have " + element.size() + " rows",
          "Copy or export the file again");
    }
    return row;
  }

  private float[] binary(Element vertex, int[] xyz, ByteOrder order) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    int at = data;
    float[] out = new float[3 * vertex.size()];
    for (Element element : elements) {
      for (int i = 0; i < element.size(); i++) {
        for (int k = 0; k < element.properties().size(); k++) {
          Property property = element.properties().get(k);
          int size = property.type().bytes();
          if (property.count() != null) {
            require(at, property.count().bytes());
            long entries = (long) property.count().read(buffer, at);
            at += property.count().bytes();
            require(at, Math.max(0, entries) * size);
            at += (int) (Math.max(0, entries) * size);
          } else {
            require(at, size);
            for (int axis = 0; element == vertex && axis < 3; axis++) {
              if (xyz[axis] == k) {
                out[3 * i + axis] = (float) property.type().read(buffer, at);
              }
            }
            at += size;
          }
        }
      }
      if (element == vertex) {
        break;
      }
    }
    return out;
  }

  private void require(int at, long size) {
    if (at + size > bytes.length) {
      throw CloudFormatException.truncated(at - data + size, bytes.length - data);
    }
  }
}
