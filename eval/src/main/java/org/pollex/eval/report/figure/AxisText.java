package org.pollex.eval.report.figure;

import java.util.Locale;

/** Numbers along axes. */
final class AxisText {
  private AxisText() {}

  /** Returns the number with at most two decimals and no trailing zeros. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  /** Returns a power of ten of seconds with its unit, such as {@code 10 ms}. */
  static String powerOfTen(int exponent) {
    String[] units = {"µs", "ms", "s"};
    int unit = Math.clamp(Math.floorDiv(exponent + 6, 3), 0, 2);
    int rest = exponent + 6 - 3 * unit;
    return (rest >= 0 ? Long.toString(Math.round(Math.pow(10, rest))) : number(Math.pow(10, rest)))
        + "\u202F"
        + units[unit];
  }
}
