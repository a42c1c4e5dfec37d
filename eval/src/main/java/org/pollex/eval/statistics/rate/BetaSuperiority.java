package org.pollex.eval.statistics.rate;

import org.hipparchus.special.Beta;

/** P(X > Y) for independent X ~ Beta(a1, b1) and Y ~ Beta(a2, b2). */
final class BetaSuperiority {

  /** Abscissae and weights of the five-point Gauss-Legendre rule on [-1, 1]. */
  private static final double[] NODES = {
    0, 0.5384693101056830910, -0.5384693101056830910, 0.9061798459386639928, -0.9061798459386639928
  };

  private static final double[] WEIGHTS = {
    0.5688888888888888889,
    0.4786286704993664680,
    0.4786286704993664680,
    0.2369268850561890875,
    0.2369268850561890875
  };

  private BetaSuperiority() {}

  static double probability(BetaPosterior x, BetaPosterior y) {
    // The finite sum runs over the first parameter of the larger variable.
    boolean summable = isCount(x.a()) && x.a() <= 1_000_000;
    return Math.min(1, summable ? finiteSum(x, y) : quadrature(x, y));
  }

  private static boolean isCount(double parameter) {
    return parameter == Math.rint(parameter);
  }

  /**
   * P(X > Y) = sum over i = 0..a1-1 of B(a2+i, b1+b2) / ((b1+i) B(1+i, b1) B(a2, b2)), a sum of
   * positive terms whose ratios are rational.
   */
  private static double finiteSum(BetaPosterior x, BetaPosterior y) {
    double logTerm = Beta.logBeta(y.a(), x.b() + y.b()) - Beta.logBeta(y.a(), y.b());
    double sum = 0;
    for (int i = 0; i < x.a(); i++) {
      sum += Math.exp(logTerm);
      double ratio = (y.a() + i) / (y.a() + x.b() + y.b() + i) * ((x.b() + i) / (1.0 + i));
      logTerm += Math.log(ratio);
    }
    return sum;
  }

  /** The integral of f_X(t) F_Y(t) dt with t = sin^2(angle), which removes the end-point poles. */
  private static double quadrature(BetaPosterior x, BetaPosterior y) {
    double logNorm = Beta.logBeta(x.a(), x.b());
    int panels = 400;
    double half = Math.PI / 4 / panels;
    double sum = 0;
    for (int panel = 0; panel < panels; panel++) {
      double centre = (2 * panel + 1) * half;
      for (int node = 0; node < NODES.length; node++) {
        double angle = centre + half * NODES[node];
        double sine = Math.sin(angle);
        double cosine = Math.cos(angle);
        double logDensity =
            (2 * x.a() - 1) * Math.log(sine) + (2 * x.b() - 1) * Math.log(cosine) - logNorm;
        sum += WEIGHTS[node] * half * 2 * Math.exp(logDensity) * y.cumulative(sine * sine);
      }
    }
    return sum;
  }
}
