package org.pollex.eval.report.section;

/** A count with its noun. */
final class Plural {
  private Plural() {}

  static String of(int count, String one, String many) {
    return count + "\u00A0" + (count == 1 ? one : many);
  }
}
