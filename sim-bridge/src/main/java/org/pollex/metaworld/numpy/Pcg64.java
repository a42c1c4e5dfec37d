package org.pollex.metaworld.numpy;

/**
 * NumPy's default generator: PCG64 (O'Neill 2014, XSL-RR 128/64) seeded through {@code
 * SeedSequence}.
 *
 * <p>Equal, bit by bit, to {@code numpy.random.default_rng(seed)} for seeds of 32 bits. Not safe
 * for several threads.
 */
public final class Pcg64 {
  private static final long MULTIPLIER_HIGH = 0x2360ed051fc65da4L;
  private static final long MULTIPLIER_LOW = 0x4385df649fccf645L;

  private long high;
  private long low;
  private final long stepHigh;
  private final long stepLow;

  /** Seeds the generator. */
  public Pcg64(int seed) {
    long[] words = seedSequence(seed);
    stepHigh = words[2] << 1 | words[3] >>> 63;
    stepLow = words[3] << 1 | 1;
    advance();
    add(words[0], words[1]);
    advance();
  }

  /** Returns a number in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Returns {@code uniform(low, high)}. */
  public double uniform(double from, double to) {
    return from + (to - from) * nextDouble();
  }

  /** Returns {@code uniform(low, high)}: one number per coordinate, in order. */
  public double[] uniform(double[] from, double[] to) {
    double[] drawn = new double[from.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = uniform(from[i], to[i]);
    }
    return drawn;
  }

  private long nextLong() {
    advance();
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  private void advance() {
    long productHigh =
        Math.unsignedMultiplyHigh(low, MULTIPLIER_LOW)
            + high * MULTIPLIER_LOW
            + low * MULTIPLIER_HIGH;
    low *= MULTIPLIER_LOW;
    high = productHigh;
    add(stepHigh, stepLow);
  }

  private void add(long otherHigh, long otherLow) {
    long sum = low + otherLow;
    high += otherHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  /** The four words that {@code SeedSequence(seed).generate_state(4, uint64)} gives. */
  private static long[] seedSequence(int seed) {
    int[] pool = new int[4];
    int hash = 0x43b0d7e5;
    for (int i = 0; i < 4; i++) {
      pool[i] = scramble(i == 0 ? seed : 0, hash, hash *= 0x931e8875);
    }
    for (int from = 0; from < 4; from++) {
      for (int to = 0; to < 4; to++) {
        if (from != to) {
          int other = scramble(pool[from], hash, hash *= 0x931e8875);
          int mixed = 0xca01f9dd * pool[to] - 0x4973f715 * other;
          pool[to] = mixed ^ (mixed >>> 16);
        }
      }
    }
    long[] words = new long[4];
    hash = 0x8b51f9dd;
    for (int i = 0; i < 8; i++) {
      long half = scramble(pool[i % 4], hash, hash *= 0x58f38ded) & 0xffff_ffffL;
      words[i / 2] |= half << (32 * (i % 2));
    }
    return words;
  }

  private static int scramble(int value, int before, int after) {
    int mixed = (value ^ before) * after;
    return mixed ^ (mixed >>> 16);
  }
}
