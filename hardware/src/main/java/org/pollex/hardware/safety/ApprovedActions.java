package org.pollex.hardware.safety;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Actions that passed the gate: the only thing that a world's port accepts. Immutable.
 *
 * <p>Shape [slots, steps, dimension], float32.
 */
public final class ApprovedActions implements Approved {
  private final int[] slots;
  private final int steps;
  private final int dimension;
  private final float[] values;

  ApprovedActions(int[] slots, int steps, int dimension, float[] values) {
    this.slots = slots;
    this.steps = steps;
    this.dimension = dimension;
    this.values = values;
  }

  /** Returns the slot numbers. */
  public int[] slots() {
    return slots.clone();
  }

  /** Returns the number of actions per slot. */
  public int steps() {
    return steps;
  }

  /** Returns the numbers per action. */
  public int dimension() {
    return dimension;
  }

  /** Returns one number. */
  public float value(int row, int step, int channel) {
    return values[(row * steps + step) * dimension + channel];
  }

  /** Returns one action in a new array. */
  public float[] action(int row, int step) {
    int offset = (row * steps + step) * dimension;
    return Arrays.copyOfRange(values, offset, offset + dimension);
  }

  /** Returns all numbers as little-endian float32 bytes, C-contiguous. */
  public byte[] toLittleEndian() {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }
}
