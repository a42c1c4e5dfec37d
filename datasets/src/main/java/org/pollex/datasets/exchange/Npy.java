package org.pollex.datasets.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/** One array in NumPy's {@code .npy} format, versions 1 to 3. */
final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final Pattern DESCRIPTION = Pattern.compile("'descr':\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9,\\s]*)\\)");

  private Npy() {}

  static Tensor parse(String where, byte[] file) {
    if (file.length < 12 || !Arrays.equals(file, 0, 6, MAGIC, 0, 6)) {
      throw Bounds.refused(where, "is no .npy file", "arrays that numpy.save wrote");
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int start = file[6] == 1 ? 10 : 12;
    long length = file[6] == 1 ? in.getShort(8) & 0xffff : in.getInt(8) & 0xffffffffL;
    if (start + length > file.length) {
      throw Bounds.refused(where, "ends inside its header", "whole files");
    }
    String header = new String(file, start, (int) length, StandardCharsets.UTF_8);
    DType dtype = NumpyType.parse(where, field(where, DESCRIPTION, header));
    int[] shape = shape(where, field(where, SHAPE, header));
    if (field(where, FORTRAN, header).equals("True") && shape.length > 1) {
      throw Bounds.refused(where, "is in Fortran order", "C order (numpy.ascontiguousarray)");
    }
    int bytes = Bounds.bytes(where, dtype, shape);
    int from = start + (int) length;
    if (file.length - from != bytes) {
      throw Bounds.refused(
          where, "holds " + (file.length - from) + " bytes and declares " + bytes, "whole files");
    }
    return Tensor.wrap(dtype, shape, ByteBuffer.wrap(file, from, bytes));
  }

  private static String field(String where, Pattern pattern, String header) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw Bounds.refused(where, "has an unreadable header", "arrays that numpy.save wrote");
    }
    return matcher.group(1);
  }

  private static int[] shape(String where, String text) {
    try {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(size -> !size.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw Bounds.refused(where, "declares the shape (" + text + ")", "sizes below 2^31");
    }
  }

  static byte[] bytes(Tensor value) {
    String sizes =
        Arrays.stream(value.shape()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String shape = value.shape().length == 1 ? sizes + "," : sizes;
    String header =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(NumpyType.of(value.dtype()), shape);
    int head = (10 + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padded = header + " ".repeat(head - 10 - header.length() - 1) + "\n";
    ByteBuffer out =
        ByteBuffer.allocate(head + value.bytes().remaining()).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (head - 10));
    return out.put(padded.getBytes(StandardCharsets.US_ASCII)).put(value.bytes()).array();
  }
}
