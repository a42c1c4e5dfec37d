package org.pollex.policies.learned;

import java.util.ArrayList;
import java.util.List;
import org.pollex.datasets.window.WindowOrder;
import org.pollex.datasets.window.WindowStore;
import org.pollex.errors.BadInputException;

/**
 * Which windows a policy is taught and which it is validated by. Whole demonstrations are held out,
 * because neighbouring windows of one are almost the same.
 */
final class WindowSplit {
  private final long[] taught;
  private final long[] held;

  /**
   * Splits.
   *
   * @param holdOut every how many-th demonstration is held out; 0 = none
   */
  WindowSplit(WindowStore store, int holdOut) {
    if (holdOut < 0 || holdOut == 1 || holdOut > store.episodes()) {
      throw new BadInputException(
          "every %d-th of %d demonstrations to be held out".formatted(holdOut, store.episodes()),
          "Allowed: 0 (none), or 2 to the number of demonstrations.");
    }
    List<Long> taughtOnes = new ArrayList<>();
    List<Long> heldOnes = new ArrayList<>();
    for (long window = 0; window < store.windows(); window++) {
      boolean out = holdOut > 0 && (store.episode(window) + 1) % holdOut == 0;
      (out ? heldOnes : taughtOnes).add(window);
    }
    this.taught = taughtOnes.stream().mapToLong(Long::longValue).toArray();
    this.held = heldOnes.stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns the number of windows that are taught. */
  int taught() {
    return taught.length;
  }

  /** Returns the taught window {@code i} of {@code count} evenly spread ones. */
  long spread(int i, int count) {
    return taught[(int) ((long) i * taught.length / count)];
  }

  /** Returns taught windows in the shuffled order of a seed, from a position on. */
  long[] shuffled(long seed, long first, int count) {
    long[] windows = new long[count];
    long length = taught.length;
    WindowOrder order = WindowOrder.shuffled(seed, first / length, length);
    for (int i = 0; i < count; i++) {
      long position = first + i;
      if (i > 0 && position % length == 0) {
        order = WindowOrder.shuffled(seed, position / length, length);
      }
      windows[i] = taught[(int) order.window(position % length)];
    }
    return windows;
  }

  /** Returns part {@code number} of {@code parts} of evenly spread windows that are held out. */
  long[] heldOut(int number, int parts, int count) {
    long[] windows = new long[count];
    for (int i = 0; i < count; i++) {
      long at = (long) number * count + i;
      windows[i] = held[(int) (at * held.length / ((long) parts * count))];
    }
    return windows;
  }
}
