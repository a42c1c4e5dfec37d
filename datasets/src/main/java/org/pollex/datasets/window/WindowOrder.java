package org.pollex.datasets.window;

/**
 * A shuffled order of the numbers 0 … count−1 that needs no memory: a keyed permutation (a Feistel
 * network over the next power of four, walked until it falls into the range). The same seed and
 * epoch give the same order on every machine; every number comes exactly once per epoch.
 *
 * <p>To resume an epoch, go on from the position reached; for worker w of n, use {@link #shard}.
 */
public final class WindowOrder implements WindowSequence {
  private static final int ROUNDS = 6;

  private final long count;
  private final int halfBits;
  private final long halfMask;
  private final long[] keys = new long[ROUNDS];
  private final long first;
  private final long stride;

  private WindowOrder(long count, int halfBits, long[] keys, long first, long stride) {
    this.count = count;
    this.halfBits = halfBits;
    this.halfMask = (1L << halfBits) - 1;
    System.arraycopy(keys, 0, this.keys, 0, ROUNDS);
    this.first = first;
    this.stride = stride;
  }

  /**
   * The order of one epoch.
   *
   * @param count number of windows, 1 or more
   */
  public static WindowOrder shuffled(long seed, long epoch, long count) {
    if (count < 1) {
      throw new IllegalArgumentException("an order of " + count + " windows");
    }
    int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(count - 1));
    long[] keys = new long[ROUNDS];
    long state = mix(seed) ^ mix(~epoch);
    for (int i = 0; i < ROUNDS; i++) {
      state = mix(state + i);
      keys[i] = state;
    }
    return new WindowOrder(count, (bits + 1) / 2, keys, 0, 1);
  }

  /** Every n-th position from w on: the share of worker {@code w} of {@code n}. */
  @Override
  public WindowOrder shard(int w, int n) {
    if (n < 1 || w < 0 || w >= n) {
      throw new IllegalArgumentException("worker " + w + " of " + n);
    }
    return new WindowOrder(count, halfBits, keys, first + w * stride, stride * n);
  }

  @Override
  public long size() {
    return first >= count ? 0 : (count - first + stride - 1) / stride;
  }

  @Override
  public long window(long position) {
    long value = first + position * stride;
    if (position < 0 || value >= count) {
      throw new IndexOutOfBoundsException("position " + position + " of " + size());
    }
    do {
      value = permute(value);
    } while (value >= count);
    return value;
  }

  private long permute(long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (long key : keys) {
      long next = left ^ mix(right ^ key) & halfMask;
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
