package org.pollex.bench.metaworld;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The actions that all contestants execute: uniform in ±1, [1000 steps, 256 environments, 4]. */
record PeerActions(float[] values) {
  static final int STEPS = 1000;
  static final int ENVIRONMENTS = 256;
  static final int DIMENSION = 4;

  static PeerActions drawn(long seed) {
    Random random = new Random(seed);
    float[] values = new float[STEPS * ENVIRONMENTS * DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return new PeerActions(values);
  }

  /** Copies the actions of the first {@code environments} at a step: [environments, 4]. */
  float[] row(int step, int environments) {
    float[] row = new float[environments * DIMENSION];
    int from = step % STEPS * ENVIRONMENTS * DIMENSION;
    System.arraycopy(values, from, row, 0, row.length);
    return row;
  }

  /** Writes all numbers as little-endian float32, for the peers. */
  Path write(Path file) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    try {
      return Files.write(file, bytes.array());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
