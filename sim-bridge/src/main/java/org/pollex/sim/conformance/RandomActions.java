package org.pollex.sim.conformance;

import java.util.Random;
import org.pollex.hardware.world.ActionBatch;

/** Random actions that every slot gets alike; the seed is fixed, so that failures repeat. */
final class RandomActions {
  static final long SEED = 20_250_101;

  private final Random random = new Random(SEED);
  private final int dimension;
  private final float range;

  /** Numbers uniform in ±range. */
  RandomActions(int dimension, double range) {
    this.dimension = dimension;
    this.range = (float) range;
  }

  /** The next {@code steps} actions, the same for each of the slots. */
  ActionBatch next(int[] slots, int steps) {
    float[] one = new float[steps * dimension];
    for (int i = 0; i < one.length; i++) {
      one[i] = range * (2 * random.nextFloat() - 1);
    }
    float[] all = new float[slots.length * one.length];
    for (int row = 0; row < slots.length; row++) {
      System.arraycopy(one, 0, all, row * one.length, one.length);
    }
    return new ActionBatch(slots, steps, dimension, all, new long[slots.length]);
  }
}
