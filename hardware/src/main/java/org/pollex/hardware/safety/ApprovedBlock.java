package org.pollex.hardware.safety;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One approved action for every slot of a batch in this process, float32 [slots, dimension]. Made
 * and written by a {@link ActionGate} only, and used again for every step, so that a step allocates
 * nothing.
 */
public final class ApprovedBlock implements Approved {
  private final ActionGate owner;
  private final int dimension;
  private final float[] values;
  private final double[] scratch = new double[3];
  private boolean approved;

  ApprovedBlock(ActionGate owner, int slots, int dimension) {
    this.owner = owner;
    this.dimension = dimension;
    this.values = new float[slots * dimension];
  }

  /** Returns the numbers per action. */
  public int dimension() {
    return dimension;
  }

  /**
   * Returns one number of a slot's action.
   *
   * @throws IllegalStateException when the last actions were refused
   */
  public float value(int slot, int channel) {
    if (!approved) {
      throw new IllegalStateException("no approved actions: the gate refused the last ones");
    }
    return values[slot * dimension + channel];
  }

  ActionGate owner() {
    return owner;
  }

  /** Takes the proposed numbers; they count as approved only after {@link #end}. */
  float[] begin(MemorySegment proposed) {
    approved = false;
    MemorySegment.copy(proposed, ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
    return values;
  }

  void end() {
    approved = true;
  }

  double[] scratch(double[] command) {
    System.arraycopy(command, 0, scratch, 0, 3);
    return scratch;
  }
}
