package org.pollex.learning.graph;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** What a parameter holds before training. */
public sealed interface Initial {
  /** Returns {@code count} values, row-major. */
  float[] values(int count, RandomGenerator random);

  /** The same number everywhere. */
  record Constant(float value) implements Initial {
    @Override
    public float[] values(int count, RandomGenerator random) {
      float[] values = new float[count];
      Arrays.fill(values, value);
      return values;
    }
  }

  /** Uniform in ±bound. */
  record Uniform(double bound) implements Initial {
    @Override
    public float[] values(int count, RandomGenerator random) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      return values;
    }
  }

  /** Normal with mean 0. */
  record Normal(double deviation) implements Initial {
    @Override
    public float[] values(int count, RandomGenerator random) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) (random.nextGaussian() * deviation);
      }
      return values;
    }
  }

  /** All zero. */
  Initial ZERO = new Constant(0);

  /** All one. */
  Initial ONE = new Constant(1);

  /**
   * PyTorch's default for linear and convolution layers: uniform in ±1/√fan-in, for weights and
   * biases alike (Kaiming uniform with a = √5).
   */
  static Initial fanIn(int fanIn) {
    return new Uniform(1 / Math.sqrt(fanIn));
  }
}
