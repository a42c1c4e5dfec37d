package org.pollex.eval.report.markup;

/**
 * Text from anywhere, written so that it stays text.
 *
 * @param value any characters; those that XML cannot carry, and controls that reorder or hide the
 *     text around them, are shown as U+FFFD
 */
public record Text(String value) implements Markup {
  private static final char REPLACEMENT = '\uFFFD';

  @Override
  public void write(StringBuilder out) {
    escape(value, out);
  }

  @Override
  public void writeText(StringBuilder out) {
    out.append(value);
  }

  /** Appends text, escaped for element content and for double-quoted attributes. */
  static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          boolean pair =
              Character.isHighSurrogate(c)
                  && i + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(i + 1));
          if (pair) {
            out.append(c).append(text.charAt(++i));
          } else {
            out.append(showable(c) ? c : REPLACEMENT);
          }
        }
      }
    }
  }

  private static boolean showable(char c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    boolean direction = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    return !control && !direction && !Character.isSurrogate(c) && c < '\uFFFE';
  }
}
