package org.pollex.hardware.world;

import org.pollex.errors.BadInputException;

/**
 * Proposed actions for some slots: {@code steps} actions for each, executed open loop.
 *
 * <p>{@code values} is C-contiguous [slots, steps, dimension] and is not copied; the gate copies
 * what it approves.
 *
 * @param slots slot numbers, each at most once
 * @param steps actions per slot, at least 1
 * @param dimension numbers per action
 * @param values all numbers, in the units of the world's {@link ActionSpec}
 * @param answersNanos stamp of the observation that each slot's actions answer; real-time worlds
 *     judge staleness by it, simulators ignore it
 */
public record ActionBatch(
    int[] slots, int steps, int dimension, float[] values, long[] answersNanos) {
  /** Refuses numbers that do not fit the declared shape. */
  public ActionBatch {
    if (values.length != slots.length * steps * dimension || answersNanos.length != slots.length) {
      throw new BadInputException(
          values.length
              + " numbers given for "
              + slots.length
              + " slots of "
              + steps
              + " actions with "
              + dimension
              + " numbers each",
          "Give slots × steps × dimension numbers, and one stamp per slot.");
    }
  }

  /** One action per slot. */
  public static ActionBatch single(int[] slots, float[][] actions) {
    int dimension = actions.length == 0 ? 0 : actions[0].length;
    float[] values = new float[slots.length * dimension];
    for (int i = 0; i < actions.length; i++) {
      if (actions[i].length != dimension) {
        throw new BadInputException(
            "action " + i + " has " + actions[i].length + " numbers, action 0 has " + dimension,
            "All actions of a batch have the same length.");
      }
      System.arraycopy(actions[i], 0, values, i * dimension, dimension);
    }
    return new ActionBatch(slots, 1, dimension, values, new long[slots.length]);
  }
}
