package org.pollex.eval.report.summary;

import java.util.Locale;

/** How a number is written for a reader. */
public final class NumberText {
  private NumberText() {}

  /** Whole numbers, with thin spaces between thousands from 10,000 on. */
  public static String count(double value) {
    long whole = Math.round(value);
    String digits = Long.toString(whole);
    if (whole < 10_000) {
      return digits;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        out.append('\u202F');
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  /** One decimal, no sign; 100 and 0 only if exact. */
  public static String percentage(double share) {
    if (share == 0 || share == 1) {
      return share == 0 ? "0" : "100";
    }
    double shown = Math.min(99.9, Math.max(0.1, share * 100));
    return String.format(Locale.ROOT, "%.1f", shown);
  }

  /** One decimal and the sign. */
  public static String percent(double share) {
    return percentage(share) + "\u202F%";
  }

  /** A round share, such as a level of confidence, without decimals that say nothing. */
  public static String level(double share) {
    String text = String.format(Locale.ROOT, "%.2f", share * 100);
    return text.replaceAll("\\.?0+$", "") + "\u202F%";
  }

  /** Percentage points with plus or minus. */
  public static String points(double difference) {
    String size = String.format(Locale.ROOT, "%.1f", Math.abs(difference * 100));
    return size.equals("0.0") ? "0.0" : (difference < 0 ? "\u2212" : "+") + size;
  }

  /** Two significant digits, or {@code <} the smallest one shown. */
  public static String p(double p) {
    if (p < 0.0001) {
      return "<\u202F0.0001";
    }
    int decimals = p < 0.001 ? 4 : p < 0.1 ? 3 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", p);
  }

  /** The same with its relation. */
  public static String relatedP(double p) {
    return p < 0.0001 ? p(p) : "=\u202F" + p(p);
  }

  /** Two to four decimals, never a certain 0 or 1. */
  public static String probability(double p) {
    if (p > 0.9999) {
      return ">\u202F0.9999";
    }
    if (p < 0.0001) {
      return "<\u202F0.0001";
    }
    int decimals = p > 0.999 || p < 0.001 ? 4 : p > 0.99 || p < 0.01 ? 3 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", p);
  }

  /** A coefficient between −1 and 1, two decimals. */
  public static String coefficient(double value) {
    String size = String.format(Locale.ROOT, "%.2f", Math.abs(value));
    return size.equals("0.00") ? size : (value < 0 ? "\u2212" : "") + size;
  }

  /** Seconds with two decimals below ten. */
  public static String seconds(double seconds) {
    return String.format(Locale.ROOT, seconds < 10 ? "%.2f" : "%.1f", seconds) + "\u202Fs";
  }

  /** Three significant digits in the unit that suits. */
  public static String duration(double seconds) {
    if (seconds >= 1) {
      return three(seconds) + "\u202Fs";
    }
    return seconds >= 1e-3 ? three(seconds * 1e3) + "\u202Fms" : three(seconds * 1e6) + "\u202Fµs";
  }

  private static String three(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
