package org.pollex.learning.graph;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Streams of random numbers, each by a seed and a number of its own, alike on every machine. */
public final class RandomStream {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** 2⁶⁴ over the golden ratio, which spreads neighbouring seeds. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private RandomStream() {}

  /** The stream of a seed. */
  public static RandomGenerator of(long seed) {
    return FACTORY.create(seed);
  }

  /** Stream {@code number} of a seed. */
  public static RandomGenerator of(long seed, long number) {
    return of(seed * SPREAD + number);
  }
}
