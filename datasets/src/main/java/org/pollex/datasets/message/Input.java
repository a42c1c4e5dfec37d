package org.pollex.datasets.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pollex.errors.BadInputException;

/** The bytes of one message, read from front to back; nothing is read beyond their end. */
final class Input {
  /** Most nested messages and strings in arrays of one message. */
  private static final int MOST_PARTS = 1 << 22;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int TEXTS = 64;

  private final boolean cdr;
  // Names repeat from message to message: the same bytes give the same String.
  private final String[] texts = new String[TEXTS];
  private final byte[][] spelled = new byte[TEXTS][];
  private byte[] data;
  private int at;
  private int end;
  private int base;
  private boolean swap;
  private int parts;

  Input(Serialization serialization) {
    this.cdr = serialization == Serialization.CDR;
  }

  void begin(byte[] bytes, int offset, int length) {
    data = bytes;
    at = offset;
    end = offset + length;
    swap = false;
    parts = 0;
    if (cdr) {
      require(4);
      int kind = (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
      if (kind > 1) {
        throw new BadInputException(
            "a message has the encapsulation 0x%04x".formatted(kind),
            "Allowed: plain CDR, 0x0000 (big-endian) and 0x0001 (little-endian).");
      }
      swap = kind == 0;
      at += 4;
    }
    base = at;
  }

  void require(long bytes) {
    if (bytes > end - at) {
      throw new BadInputException(
          "a message ends " + (bytes - (end - at)) + " bytes too early",
          "It is damaged, or its definition is another's.");
    }
  }

  void part() {
    parts(1);
  }

  void parts(int n) {
    parts += n;
    if (parts > MOST_PARTS || parts < 0) {
      throw new BadInputException(
          "a message has more than " + MOST_PARTS + " parts", "Allowed: fewer nested messages.");
    }
  }

  private int take(int bytes) {
    if (cdr) {
      at += -(at - base) & bytes - 1;
    }
    if (bytes > end - at) {
      require(bytes);
    }
    int start = at;
    at += bytes;
    return start;
  }

  byte i8() {
    return data[take(1)];
  }

  short i16() {
    short value = (short) SHORT.get(data, take(2));
    return swap ? Short.reverseBytes(value) : value;
  }

  int i32() {
    int value = (int) INT.get(data, take(4));
    return swap ? Integer.reverseBytes(value) : value;
  }

  long i64() {
    long value = (long) LONG.get(data, take(8));
    return swap ? Long.reverseBytes(value) : value;
  }

  double[] doubles(int n) {
    double[] values = new double[n];
    if (n == 0) {
      return values;
    }
    int start = take(8);
    require(8L * (n - 1));
    for (int i = 0; i < n; i++) {
      long bits = (long) LONG.get(data, start + 8 * i);
      values[i] = Double.longBitsToDouble(swap ? Long.reverseBytes(bits) : bits);
    }
    at = start + 8 * n;
    return values;
  }

  byte[] bytes(int n) {
    require(n);
    at += n;
    return Arrays.copyOfRange(data, at - n, at);
  }

  String string() {
    int length = i32();
    require(length & 0xffffffffL);
    int start = at;
    at += length;
    int shown = cdr && length > 0 && data[at - 1] == 0 ? length - 1 : length;
    return text(start, shown);
  }

  private String text(int start, int length) {
    if (length == 0) {
      return "";
    }
    if (length > 64) {
      return new String(data, start, length, StandardCharsets.UTF_8);
    }
    int slot = 31 * (31 * length + data[start + length - 1]) + data[start + length / 2];
    slot &= TEXTS - 1;
    byte[] known = spelled[slot];
    if (known != null && Arrays.equals(known, 0, known.length, data, start, start + length)) {
      return texts[slot];
    }
    spelled[slot] = Arrays.copyOfRange(data, start, start + length);
    texts[slot] = new String(data, start, length, StandardCharsets.UTF_8);
    return texts[slot];
  }

  String wideString() {
    int units = i32();
    require(2L * (units & 0xffffffffL));
    char[] text = new char[units];
    for (int i = 0; i < units; i++) {
      text[i] = (char) i16();
    }
    return new String(text);
  }

  /** A message without fields is one byte in CDR. */
  void emptyMessage() {
    if (cdr && at < end) {
      at++;
    }
  }
}
