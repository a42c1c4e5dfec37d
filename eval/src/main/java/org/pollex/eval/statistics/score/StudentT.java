package org.pollex.eval.statistics.score;

import org.hipparchus.special.Beta;

/** Tail of Student's t distribution. */
final class StudentT {

  private StudentT() {}

  /** P(|T| at least |t|) with {@code degrees} degrees of freedom (need not be whole). */
  static double twoSidedTail(double t, double degrees) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    return Beta.regularizedBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
  }
}
