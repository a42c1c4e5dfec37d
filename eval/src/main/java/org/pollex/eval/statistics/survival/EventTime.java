package org.pollex.eval.statistics.survival;

/**
 * Time until success of one rollout.
 *
 * @param time seconds (any unit, the same within a sample), at least 0: of the success, or of the
 *     moment up to which no success had been seen
 * @param observed true for a success, false where the rollout was cut off (censored) without one
 */
public record EventTime(double time, boolean observed) {

  public EventTime {
    if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "given time %s; allowed: finite and not negative".formatted(time));
    }
  }
}
