package org.pollex.retrieval.cloud;

import java.nio.charset.StandardCharsets;

/** Numbers in text, separated by white space, commas or semicolons, one row a line. */
final class TextRows {
  private final byte[] bytes;
  private int position;
  private int line;

  TextRows(byte[] bytes, int from) {
    this.bytes = bytes;
    this.position = from;
  }

  /** Number of the line last read, from 1. */
  int line() {
    return line;
  }

  /** The next line's words; null at the end. */
  String[] next() {
    if (position >= bytes.length) {
      return null;
    }
    int from = position;
    while (position < bytes.length && bytes[position] != '\n') {
      position++;
    }
    line++;
    String text = new String(bytes, from, position - from, StandardCharsets.ISO_8859_1).strip();
    position++;
    return text.isEmpty() ? new String[0] : text.split("[\\s,;]+");
  }

  /** Reads a word as a number. */
  float number(String word) {
    try {
      return Float.parseFloat(word);
    } catch (NumberFormatException e) {
      throw new CloudFormatException(
          "line " + line + " has '" + shortened(word) + "' where a number should be",
          "Allowed: PLY, PCD, NPY, or text with x y z in metres, one point a line");
    }
  }

  private static String shortened(String word) {
    String printable = word.replaceAll("[^ -~]", "?");
    return printable.length() > 20 ? printable.substring(0, 20) + "..." : printable;
  }
}
