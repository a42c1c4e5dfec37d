package org.pollex.eval.report.figure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pollex.eval.report.markup.StyleSheet;

/**
 * Colours and type of page and figures.
 *
 * <p>{@code theme.css} defines every colour once as a variable, for light and dark screens and for
 * paper; {@code figure.css} and {@code page.css} only use the variables.
 */
public final class Theme {
  private static final Pattern DEFINITION = Pattern.compile("(--[a-z0-9-]+):\\s*([^;]+);");
  private static final Pattern USE = Pattern.compile("var\\((--[a-z0-9-]+)\\)");

  private Theme() {}

  /**
   * Returns the style sheet of a page.
   *
   * @param extra further rules, such as the key frames of animations
   */
  public static StyleSheet page(String extra) {
    return new StyleSheet(
        resource("theme.css") + resource("page.css") + resource("figure.css") + extra);
  }

  /** Returns the definitions of the colours, for light and dark screens. */
  public static String colours() {
    return resource("theme.css");
  }

  /** Returns the style sheet of a figure's own file: light colours, no variables. */
  static StyleSheet exported() {
    Map<String, String> light = new HashMap<>();
    String theme = resource("theme.css");
    Matcher definition = DEFINITION.matcher(theme.substring(0, theme.indexOf('}')));
    while (definition.find()) {
      light.put(definition.group(1), definition.group(2));
    }
    String css =
        USE.matcher(resource("figure.css"))
            .replaceAll(use -> Matcher.quoteReplacement(light.get(use.group(1))));
    return new StyleSheet(css);
  }

  private static String resource(String name) {
    try (InputStream in = Theme.class.getResourceAsStream("/org/pollex/eval/report/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
