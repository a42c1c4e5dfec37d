package org.pollex.eval.statistics.sequential;

import java.math.BigInteger;
import java.util.function.DoubleSupplier;

/**
 * The random numbers of NumPy's default generator: PCG64 (XSL-RR 128/64, O'Neill 2014) seeded by
 * NumPy's SeedSequence.
 *
 * <p>Randomised boundaries of published evaluations were drawn with it, so the same seed gives the
 * same decision here and there.
 */
final class Pcg64 implements DoubleSupplier {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);
  private static final BigInteger MULTIPLIER =
      new BigInteger("2360ED051FC65DA44385DF649FCCF645", 16);

  private final BigInteger increment;
  private BigInteger state;

  Pcg64(long seed) {
    int[] words = new SeedSequence(seed).generate(8);
    BigInteger initial = join(words, 0);
    BigInteger stream = join(words, 4);
    this.increment = stream.shiftLeft(1).setBit(0).mod(MODULUS);
    this.state = BigInteger.ZERO;
    advance();
    this.state = state.add(initial).mod(MODULUS);
    advance();
  }

  /** Two 64-bit numbers, the higher one first, each of two 32-bit words, the lower one first. */
  private static BigInteger join(int[] words, int at) {
    BigInteger value = BigInteger.ZERO;
    for (int index : new int[] {at + 1, at, at + 3, at + 2}) {
      value = value.shiftLeft(32).or(BigInteger.valueOf(Integer.toUnsignedLong(words[index])));
    }
    return value;
  }

  private void advance() {
    state = state.multiply(MULTIPLIER).add(increment).mod(MODULUS);
  }

  private long nextLong() {
    advance();
    int rotation = state.shiftRight(122).intValue();
    long folded = state.shiftRight(64).longValue() ^ state.longValue();
    return Long.rotateRight(folded, rotation);
  }

  /** A uniform number in [0, 1) with 53 random bits. */
  @Override
  public double getAsDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * NumPy's mixing of a seed into a pool of four words, and of the pool into any number of them.
   */
  private static final class SeedSequence {
    private static final int POOL = 4;

    private final int[] pool = new int[POOL];
    private int hash = 0x43b0d7e5;

    SeedSequence(long seed) {
      int[] entropy = {(int) seed, (int) (seed >>> 32), 0, 0};
      for (int i = 0; i < POOL; i++) {
        pool[i] = hash(entropy[i]);
      }
      for (int source = 0; source < POOL; source++) {
        for (int target = 0; target < POOL; target++) {
          if (source != target) {
            pool[target] = mix(pool[target], hash(pool[source]));
          }
        }
      }
    }

    private int hash(int value) {
      int mixed = value ^ hash;
      hash *= 0x931e8875;
      mixed *= hash;
      return mixed ^ (mixed >>> 16);
    }

    private static int mix(int x, int y) {
      int result = 0xca01f9dd * x - 0x4973f715 * y;
      return result ^ (result >>> 16);
    }

    int[] generate(int words) {
      int[] output = new int[words];
      int constant = 0x8b51f9dd;
      for (int i = 0; i < words; i++) {
        int value = pool[i % POOL] ^ constant;
        constant *= 0x58f38ded;
        value *= constant;
        output[i] = value ^ (value >>> 16);
      }
      return output;
    }
  }
}
