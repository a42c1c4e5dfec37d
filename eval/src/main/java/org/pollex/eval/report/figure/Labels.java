package org.pollex.eval.report.figure;

/** Names in little room, measured without a font. */
final class Labels {
  /** Mean advance of a sans-serif letter, as a share of its size; a bit wide, to be safe. */
  private static final double ADVANCE = 0.6;

  private Labels() {}

  /** Returns the width that a text takes, about. */
  static double width(String text, double size) {
    return text.codePointCount(0, text.length()) * size * ADVANCE;
  }

  /** Returns the text, or as much of both its ends as fits. */
  static String fit(String text, double room, double size) {
    if (width(text, size) <= room) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    int kept = Math.max(2, (int) (room / (size * ADVANCE)) - 1);
    int head = (kept + 1) / 2;
    int tail = kept - head;
    return new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
  }
}
