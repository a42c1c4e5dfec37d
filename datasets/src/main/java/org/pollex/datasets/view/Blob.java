package org.pollex.datasets.view;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.function.IntToDoubleFunction;

/** The page's numbers: one block of little-endian float32, carried as base64. */
final class Blob {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int floats;

  /** Number of floats so far, which is where the next ones start. */
  int offset() {
    return floats;
  }

  void add(int count, IntToDoubleFunction value) {
    ByteBuffer block = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      block.putFloat((float) value.applyAsDouble(i));
    }
    bytes.writeBytes(block.array());
    floats += count;
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
