package org.pollex.hardware.safety;

/**
 * The comparisons that every gate is made of: pure functions of numbers, allocation-free. A
 * comparison with NaN never counts as within a limit.
 */
final class Checks {
  private Checks() {}

  /** Returns the index of the first number that is NaN or infinite, or -1. */
  static int notFinite(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Returns the index of the first number that is NaN or infinite, or -1. */
  static int notFinite(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Returns true when a stamp is further back than allowed; the limit itself is allowed. */
  static boolean olderThan(long now, long stamp, double allowedNanos) {
    return now - stamp > allowedNanos;
  }

  /** Returns true when a stamp is further ahead than allowed; the limit itself is allowed. */
  static boolean aheadOf(long now, long stamp, double allowedNanos) {
    return stamp - now > allowedNanos;
  }

  /** Returns true when a number lies in a range, ends included. */
  static boolean inside(double value, double low, double high) {
    return value >= low && value <= high;
  }

  /** Returns true when a number's size is at most the limit. */
  static boolean within(double value, double limit) {
    return Math.abs(value) <= limit;
  }
}
