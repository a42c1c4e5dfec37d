package org.pollex.metaworld.numpy;

/**
 * NumPy's legacy generator: MT19937 (Matsumoto and Nishimura 1998) seeded as {@code
 * numpy.random.seed(int)} does it, with doubles of 53 bits.
 *
 * <p>Equal, bit by bit, to {@code numpy.random.RandomState(seed)}. Not safe for several threads.
 */
public final class RandomState {
  private static final int SIZE = 624;
  private static final int MIDDLE = 397;

  private final int[] key = new int[SIZE];
  private int position = SIZE;

  /**
   * Seeds the generator.
   *
   * @param seed 0 to 2<sup>32</sup> - 1
   * @throws IllegalArgumentException outside that range
   */
  public RandomState(long seed) {
    if (seed < 0 || seed > 0xffff_ffffL) {
      throw new IllegalArgumentException("seed " + seed + " given, 0 to 4294967295 is allowed");
    }
    int word = (int) seed;
    for (int i = 0; i < SIZE; i++) {
      key[i] = word;
      word = 1812433253 * (word ^ (word >>> 30)) + i + 1;
    }
  }

  /** Returns a number in [0, 1). */
  public double nextDouble() {
    int high = nextInt() >>> 5;
    int low = nextInt() >>> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

  /** Returns {@code uniform(low, high)}: one number per coordinate, in order. */
  public double[] uniform(double[] low, double[] high) {
    double[] drawn = new double[low.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = low[i] + (high[i] - low[i]) * nextDouble();
    }
    return drawn;
  }

  private int nextInt() {
    if (position == SIZE) {
      refill();
    }
    int y = key[position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void refill() {
    for (int i = 0; i < SIZE; i++) {
      int mixed = (key[i] & 0x80000000) | (key[(i + 1) % SIZE] & 0x7fffffff);
      key[i] = key[(i + MIDDLE) % SIZE] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : 0x9908b0df);
    }
    position = 0;
  }
}
