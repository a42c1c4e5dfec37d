package org.pollex.datasets.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class WindowOrderTest {
  private static final String GOLDEN = "[11, 8, 6, 10, 7, 4, 0, 2, 5, 3, 9, 1]";

  private static long[] all(WindowOrder order) {
    long[] windows = new long[(int) order.size()];
    Arrays.setAll(windows, order::window);
    return windows;
  }

  @Test
  void everyWindowComesOnce() {
    for (int count : new int[] {1, 2, 3, 4, 5, 16, 17, 63, 64, 65, 1000, 4096, 5000}) {
      for (long seed = -3; seed < 3; seed++) {
        BitSet seen = new BitSet();
        for (long window : all(WindowOrder.shuffled(seed, 0, count))) {
          assertFalse(seen.get((int) window), count + ", seed " + seed);
          seen.set((int) window);
        }
        assertEquals(count, seen.cardinality(), count + ", seed " + seed);
      }
    }
  }

  @Test
  void workersShareAnEpochWithoutOverlap() {
    WindowOrder order = WindowOrder.shuffled(1, 2, 1003);
    BitSet seen = new BitSet();
    for (int worker = 0; worker < 4; worker++) {
      WindowOrder share = order.shard(worker, 4);
      for (long window : all(share)) {
        assertFalse(seen.get((int) window));
        seen.set((int) window);
      }
      assertEquals(order.window(worker + 4 * 7), share.window(7));
      assertEquals(order.window(worker + 4 * 11), share.shard(1, 2).window(5));
    }
    assertEquals(1003, seen.cardinality());
  }

  /** Part of the contract: the same seed gives the same order with every later version. */
  @Test
  void theOrderOfASeedStays() {
    long[] first = all(WindowOrder.shuffled(42, 0, 12));
    assertArrayEquals(first, all(WindowOrder.shuffled(42, 0, 12)));
    assertEquals(GOLDEN, Arrays.toString(first));
    assertFalse(Arrays.equals(first, all(WindowOrder.shuffled(42, 1, 12))));
    assertFalse(Arrays.equals(first, all(WindowOrder.shuffled(43, 0, 12))));
  }

  /** Over many seeds, each window is equally often at each position (chi-squared, 99.99 %). */
  @Test
  void positionsAreUniform() {
    int count = 12;
    int seeds = 12_000;
    int[][] hits = new int[count][count];
    for (int seed = 0; seed < seeds; seed++) {
      long[] order = all(WindowOrder.shuffled(seed, 0, count));
      for (int i = 0; i < count; i++) {
        hits[i][(int) order[i]]++;
      }
    }
    double expected = (double) seeds / count;
    double chi = 0;
    for (int[] row : hits) {
      for (int hit : row) {
        chi += (hit - expected) * (hit - expected) / expected;
      }
    }
    // 121 degrees of freedom: the 99.99 % quantile is 187.
    assertTrue(chi < 187, "chi-squared " + chi);
  }
}
