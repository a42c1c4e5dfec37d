package org.pollex.retrieval.cloud;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy's NPY format, versions 1 to 3: an array of shape (N, 3) of float32 or float64. */
final class NpyReader {
  private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
  private static final String ALLOWED = "Allowed: an array of shape (N, 3), float32 or float64";

  private NpyReader() {}

  static float[] points(byte[] bytes) {
    if (bytes.length < 12) {
      throw CloudFormatException.truncated(12, bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = buffer.get(6);
    int start = version == 1 ? 10 : 12;
    long length = version == 1 ? Short.toUnsignedInt(buffer.getShort(8)) : buffer.getInt(8);
    if (version < 1 || version > 3 || length < 0 || start + length > bytes.length) {
      throw new CloudFormatException(
          "its NPY header is damaged or truncated", "Save the array again with numpy.save");
    }
    String header = new String(bytes, start, (int) length, StandardCharsets.ISO_8859_1);
    String type = field(DESCRIPTION, header);
    boolean fortran = field(ORDER, header).equals("True");
    int n = rows(field(SHAPE, header));
    int size =
        switch (type) {
          case "<f4", ">f4" -> 4;
          case "<f8", ">f8" -> 8;
          default ->
              throw new CloudFormatException("its elements are of type '" + type + "'", ALLOWED);
        };
    buffer.order(type.charAt(0) == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int data = start + (int) length;
    if (bytes.length - data < 3L * n * size) {
      throw CloudFormatException.truncated(3L * n * size, bytes.length - data);
    }
    float[] xyz = new float[3 * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < 3; k++) {
        int at = data + size * (fortran ? k * n + i : 3 * i + k);
        xyz[3 * i + k] = size == 4 ? buffer.getFloat(at) : (float) buffer.getDouble(at);
      }
    }
    return xyz;
  }

  private static String field(Pattern pattern, String header) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new CloudFormatException(
          "its NPY header lacks what " + pattern.pattern().substring(0, 7) + "... should find",
          "Save the array again with numpy.save");
    }
    return matcher.group(1);
  }

  private static int rows(String shape) {
    String[] sizes = shape.replace(" ", "").split(",");
    boolean fits = sizes.length == 2 && sizes[1].equals("3") && sizes[0].matches("\\d{1,8}");
    if (!fits || Integer.parseInt(sizes[0]) > PointCloud.MAX_POINTS) {
      throw new CloudFormatException("its shape is (" + shape + ")", ALLOWED);
    }
    return Integer.parseInt(sizes[0]);
  }
}
