package org.pollex.retrieval.cloud;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * PCD (Point Cloud Library) version 0.7: fields x, y and z, as text, binary or compressed binary.
 * Points of an organised cloud where the sensor saw nothing (all three coordinates NaN) are left
 * out, as the format means them.
 */
final class PcdReader {
  private static final String AGAIN = "Export the file again";

  private final byte[] bytes;
  private final Map<String, String[]> header = new HashMap<>();
  private final int data;
  private final int n;
  private final List<String> fields;
  private final int[] sizes;
  private final int[] counts;

  PcdReader(byte[] bytes) {
    this.bytes = bytes;
    HeaderLines lines = new HeaderLines(bytes);
    while (!header.containsKey("DATA")) {
      String line = lines.next("DATA");
      if (!line.startsWith("#")) {
        String[] words = line.strip().split("\\s+");
        header.put(words[0], Arrays.copyOfRange(words, 1, words.length));
      }
    }
    data = lines.position();
    fields = List.of(words("FIELDS"));
    sizes = numbers("SIZE");
    counts = header.containsKey("COUNT") ? numbers("COUNT") : ones(fields.size());
    int[] points = numbers("POINTS");
    boolean fits =
        sizes.length == fields.size()
            && counts.length == sizes.length
            && words("TYPE").length == sizes.length
            && points.length == 1
            && points[0] <= PointCloud.MAX_POINTS;
    if (!fits) {
      throw new CloudFormatException("its header does not fit together", AGAIN);
    }
    n = points[0];
  }

  private static int[] ones(int length) {
    int[] ones = new int[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private String[] words(String name) {
    String[] words = header.get(name);
    if (words == null || words.length == 0) {
      throw new CloudFormatException("its header has no " + name, AGAIN);
    }
    return words;
  }

  private int[] numbers(String name) {
    String[] words = words(name);
    for (String word : words) {
      if (!word.matches("\\d{1,9}")) {
        throw new CloudFormatException("its header has " + name + " " + word, AGAIN);
      }
    }
    return Arrays.stream(words).mapToInt(Integer::parseInt).toArray();
  }

  private int field(String name) {
    int field = fields.indexOf(name);
    if (field < 0) {
      throw new CloudFormatException("it has no field '" + name + "', only " + fields, AGAIN);
    }
    return field;
  }

  private ScalarType type(int field) {
    return switch (words("TYPE")[field] + sizes[field]) {
      case "F4" -> ScalarType.FLOAT32;
      case "F8" -> ScalarType.FLOAT64;
      case "I1" -> ScalarType.INT8;
      case "I2" -> ScalarType.INT16;
      case "I4" -> ScalarType.INT32;
      case "U1" -> ScalarType.UINT8;
      case "U2" -> ScalarType.UINT16;
      case "U4" -> ScalarType.UINT32;
      default ->
          throw new CloudFormatException(
              "its field '" + fields.get(field) + "' has a type that is unknown here", AGAIN);
    };
  }

  float[] points() {
    String encoding = words("DATA")[0];
    return seen(
        switch (encoding) {
          case "ascii" -> text();
          case "binary" -> binary(available(), data, false);
          case "binary_compressed" -> binary(decompressed(), 0, true);
          default ->
              throw new CloudFormatException(
                  "its data is '" + encoding + "'", "Allowed: ascii, binary, binary_compressed");
        });
  }

  private float[] text() {
    int[] column = new int[3];
    for (int k = 0; k < 3; k++) {
      int field = field(List.of("x", "y", "z").get(k));
      column[k] = Arrays.stream(counts, 0, field).sum();
    }
    TextRows rows = new TextRows(bytes, data);
    float[] out = new float[3 * n];
    for (int i = 0; i < n; ) {
      String[] row = rows.next();
      if (row == null) {
        throw new CloudFormatException(
            "it is truncated: it should have " + n + " points and has " + i, AGAIN);
      }
      if (row.length == 0) {
        continue;
      }
      for (int k = 0; k < 3; k++) {
        if (column[k] >= row.length) {
          throw new CloudFormatException("point " + i + " has " + row.length + " columns", AGAIN);
        }
        out[3 * i + k] = rows.number(row[column[k]]);
      }
      i++;
    }
    return out;
  }

  private byte[] available() {
    long needed = (long) n * stride(fields.size());
    if (bytes.length - data < needed) {
      throw CloudFormatException.truncated(needed, bytes.length - data);
    }
    return bytes;
  }

  /** Bytes of the first fields of one point. */
  private int stride(int upTo) {
    int stride = 0;
    for (int k = 0; k < upTo; k++) {
      stride += sizes[k] * counts[k];
    }
    return stride;
  }

  /**
   * Reads coordinates from raw values.
   *
   * @param byField true if all values of a field lie together, as in compressed files
   */
  private float[] binary(byte[] values, int start, boolean byField) {
    ByteBuffer buffer = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
    int stride = stride(fields.size());
    float[] out = new float[3 * n];
    for (int k = 0; k < 3; k++) {
      int field = field(List.of("x", "y", "z").get(k));
      ScalarType type = type(field);
      int before = stride(field);
      int step = byField ? sizes[field] * counts[field] : stride;
      int first = start + (byField ? before * n : before);
      for (int i = 0; i < n; i++) {
        out[3 * i + k] = (float) type.read(buffer, first + i * step);
      }
    }
    return out;
  }

  private byte[] decompressed() {
    if (bytes.length - data < 8) {
      throw CloudFormatException.truncated(8, bytes.length - data);
    }
    ByteBuffer sizesOfData = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long packed = Integer.toUnsignedLong(sizesOfData.getInt(data));
    long full = Integer.toUnsignedLong(sizesOfData.getInt(data + 4));
    if (bytes.length - data - 8 < packed) {
      throw CloudFormatException.truncated(packed, bytes.length - data - 8);
    }
    if (full != (long) n * stride(fields.size())) {
      throw new CloudFormatException(
          "its compressed data unpacks to " + full + " bytes, which is not what its header says",
          AGAIN);
    }
    return Lzf.decompress(bytes, data + 8, (int) packed, (int) full);
  }

  private static float[] seen(float[] xyz) {
    float[] out = new float[xyz.length];
    int n = 0;
    for (int i = 0; i < xyz.length; i += 3) {
      if (!(Float.isNaN(xyz[i]) && Float.isNaN(xyz[i + 1]) && Float.isNaN(xyz[i + 2]))) {
        System.arraycopy(xyz, i, out, n, 3);
        n += 3;
      }
    }
    return Arrays.copyOf(out, n);
  }
}
