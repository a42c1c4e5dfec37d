package org.pollex.ros.ros1;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/** Waits for what comes from elsewhere. */
final class Waiting {
  private Waiting() {}

  static void until(Duration limit, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      Assertions.assertTrue(System.nanoTime() < end, () -> "not within " + limit + ": " + what);
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
