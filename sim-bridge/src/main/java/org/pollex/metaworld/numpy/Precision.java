package org.pollex.metaworld.numpy;

/**
 * The precision in which NumPy 2 computes when a Python number meets an array scalar.
 *
 * <p>Actions are float32. Where a reward multiplies a plain Python float by the action's gripper
 * number, the Python float adapts: the result is rounded to float32, and so is everything computed
 * from it with plain floats, up to the reward itself. Where the gripper number was replaced by a
 * constant of the source (an effort clipped to 0 or 1), the same line computes in float64. A value
 * here is always a {@code double}; this tells which of the two it stands for.
 */
public enum Precision {
  /** One float32 took part. */
  SINGLE {
    @Override
    public double sum(double a, double b) {
      return (float) a + (float) b;
    }

    @Override
    public double product(double a, double b) {
      return (float) a * (float) b;
    }

    @Override
    public double quotient(double a, double b) {
      return (float) a / (float) b;
    }

    @Override
    public double hamacher(double a, double b) {
      float product = (float) a * (float) b;
      float denominator = (float) a + (float) b - product;
      return denominator > 0 ? product / denominator : 0;
    }
  },
  /** Plain Python floats and float64 alone. */
  DOUBLE {
    @Override
    public double sum(double a, double b) {
      return a + b;
    }

    @Override
    public double product(double a, double b) {
      return a * b;
    }

    @Override
    public double quotient(double a, double b) {
      return a / b;
    }

    @Override
    public double hamacher(double a, double b) {
      double product = a * b;
      double denominator = a + b - product;
      return denominator > 0 ? product / denominator : 0;
    }
  };

  /** Returns {@code a + b}. */
  public abstract double sum(double a, double b);

  /** Returns {@code a * b}. */
  public abstract double product(double a, double b);

  /** Returns {@code a / b}. */
  public abstract double quotient(double a, double b);

  /** Returns the Hamacher product {@code ab / (a + b - ab)} of two numbers in [0, 1]. */
  public abstract double hamacher(double a, double b);

  /** Returns {@code (a + b) / 2}. */
  public final double mean(double a, double b) {
    return quotient(sum(a, b), 2);
  }
}
