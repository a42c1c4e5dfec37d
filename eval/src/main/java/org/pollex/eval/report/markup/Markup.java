package org.pollex.eval.report.markup;

/** A piece of a page that can write itself. */
public interface Markup {
  /** Appends the markup to a page. */
  void write(StringBuilder out);

  /** Appends the text that a reader sees, without markup. */
  void writeText(StringBuilder out);

  /** Returns the markup as a string. */
  default String markup() {
    StringBuilder out = new StringBuilder();
    write(out);
    return out.toString();
  }

  /** Returns the text that a reader sees, without markup. */
  default String plainText() {
    StringBuilder out = new StringBuilder();
    writeText(out);
    return out.toString();
  }
}
