package org.pollex.bench.throughput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The actions that all contestants execute: uniform in ±1, [1000 steps, 10 slots, 4]. */
public record Actions(float[] values) {
  static final int STEPS = 1000;
  static final int SLOTS = 10;
  static final int DIMENSION = 4;

  /** Draws them from a seed. */
  public static Actions drawn(long seed) {
    Random random = new Random(seed);
    float[] values = new float[STEPS * SLOTS * DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return new Actions(values);
  }

  /** Copies {@code chunk} steps from {@code step} on for n slots: [n, chunk, 4]. */
  float[] block(int slots, int step, int chunk) {
    float[] block = new float[slots * chunk * DIMENSION];
    for (int slot = 0; slot < slots; slot++) {
      for (int k = 0; k < chunk; k++) {
        int from = ((step + k) % STEPS * SLOTS + slot % SLOTS) * DIMENSION;
        System.arraycopy(values, from, block, (slot * chunk + k) * DIMENSION, DIMENSION);
      }
    }
    return block;
  }

  /** Writes all numbers as little-endian float32, for the peers. */
  public void write(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    Files.write(file, bytes.array());
  }
}
