package org.pollex.ros.rtps;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for what is told by {@code notifyAll}. */
final class Waits {
  private Waits() {}

  /**
   * Waits until something is so; the caller holds the monitor.
   *
   * @return false if it was not in time, or if the thread was interrupted, which it then still is
   */
  static boolean until(Object monitor, Duration atMost, BooleanSupplier done) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!done.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(monitor, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
