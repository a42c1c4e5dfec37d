package org.pollex.retrieval.cloud;

import java.nio.charset.StandardCharsets;

/** Walks through the text lines at the start of a file. */
final class HeaderLines {
  private static final int LONGEST_LINE = 4096;

  private final byte[] bytes;
  private int position;

  HeaderLines(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next line without its end; never null. */
  String next(String announced) {
    int from = position;
    while (position < bytes.length && bytes[position] != '\n') {
      if (position - from > LONGEST_LINE) {
        throw new CloudFormatException(
            "its header has a line longer than " + LONGEST_LINE + " bytes",
            "Check that the file is what its first bytes say");
      }
      position++;
    }
    if (position >= bytes.length) {
      throw new CloudFormatException(
          "its header ends before '" + announced + "'", "Copy or export the file again");
    }
    String line = new String(bytes, from, position - from, StandardCharsets.ISO_8859_1);
    position++;
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Index of the byte after the last line read. */
  int position() {
    return position;
  }
}
