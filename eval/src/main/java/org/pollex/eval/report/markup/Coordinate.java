package org.pollex.eval.report.markup;

/** Numbers in drawings: the same in every locale, and short. */
public final class Coordinate {
  private Coordinate() {}

  /** Returns the number rounded to a hundredth, without trailing zeros. */
  public static String format(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("given coordinate " + value + "; allowed: finite numbers");
    }
    long hundredths = Math.round(value * 100);
    StringBuilder out = new StringBuilder();
    if (hundredths < 0) {
      out.append('-');
      hundredths = -hundredths;
    }
    out.append(hundredths / 100);
    long rest = hundredths % 100;
    if (rest != 0) {
      out.append('.').append(rest / 10);
      if (rest % 10 != 0) {
        out.append(rest % 10);
      }
    }
    return out.toString();
  }
}
