package org.pollex.datasets.bag;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.pollex.errors.BadInputException;

/** Little-endian numbers and texts read from a part of an array, never beyond it. */
final class Block {
  private final ByteBuffer bytes;

  Block(byte[] array, int offset, int length) {
    this.bytes = ByteBuffer.wrap(array, offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  Block(byte[] array) {
    this(array, 0, array.length);
  }

  int left() {
    return bytes.remaining();
  }

  int position() {
    return bytes.position();
  }

  private void require(long n) {
    if (n > bytes.remaining()) {
      throw new BadInputException(
          "a record ends " + (n - bytes.remaining()) + " bytes too early",
          "The bag is damaged; recover what is whole.");
    }
  }

  int u8() {
    require(1);
    return bytes.get() & 0xff;
  }

  int u16() {
    require(2);
    return bytes.getShort() & 0xffff;
  }

  long u32() {
    require(4);
    return bytes.getInt() & 0xffffffffL;
  }

  long u64() {
    require(8);
    return bytes.getLong();
  }

  /** The length of what follows: it must be there. */
  int length(long declared) {
    if (declared < 0 || declared > bytes.remaining()) {
      require(declared < 0 ? Long.MAX_VALUE : declared);
    }
    return (int) declared;
  }

  byte[] array(int n) {
    require(n);
    byte[] out = new byte[n];
    bytes.get(out);
    return out;
  }

  String text() {
    return new String(array(length(u32())), StandardCharsets.UTF_8);
  }

  Map<String, String> texts() {
    Block inner = part(length(u32()));
    Map<String, String> map = new HashMap<>();
    while (inner.left() > 0) {
      String key = inner.text();
      map.put(key, inner.text());
    }
    return map;
  }

  /** The next bytes as a block of their own. */
  Block part(int n) {
    require(n);
    Block part = new Block(bytes.array(), bytes.position(), n);
    bytes.position(bytes.position() + n);
    return part;
  }

  void skip(int n) {
    require(n);
    bytes.position(bytes.position() + n);
  }
}
