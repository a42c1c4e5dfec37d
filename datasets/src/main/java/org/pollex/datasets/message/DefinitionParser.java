package org.pollex.datasets.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pollex.datasets.message.FieldDefinition.Array;
import org.pollex.datasets.message.MessageDefinition.Constant;
import org.pollex.errors.BadInputException;

/**
 * Reads {@code .msg} definitions, ROS 1's and ROS 2's: one message, then those that it needs, each
 * behind a line of 80 equals signs and {@code MSG: package/Type}.
 */
public final class DefinitionParser {
  /** Longest text, characters. */
  static final int MOST_TEXT = 1 << 20;

  private static final int MOST_LINES = 1 << 16;
  private static final Pattern DASHES = Pattern.compile("(?m)^---\\s*$");
  private static final Pattern SEPARATOR = Pattern.compile("={80}=*");
  private static final Pattern LINE =
      Pattern.compile(
          "(?<type>[A-Za-z][\\w/]*)(?:<=(?<bound>\\d{1,9}))?(?<array>\\[(?:<=)?\\d{0,9}\\])?"
              + "\\s+(?<name>[A-Za-z]\\w*)\\s*(?<rest>.*)");

  private DefinitionParser() {}

  /**
   * Parses a definition with those behind it.
   *
   * @param root name of the first message
   * @return by {@code package/Type}, the first message first
   * @throws BadInputException with the line that is no field and no constant
   */
  public static Map<String, MessageDefinition> parse(String root, String text) {
    if (text.length() > MOST_TEXT) {
      throw new BadInputException(
          "the definition of " + root + " has " + text.length() + " characters",
          "Allowed: up to " + MOST_TEXT + ".");
    }
    Map<String, MessageDefinition> all = new LinkedHashMap<>();
    String name = MessageDefinition.plain(root);
    List<String> lines = new ArrayList<>();
    boolean header = false;
    for (String line : text.split("\n", MOST_LINES)) {
      String plain = line.strip();
      if (SEPARATOR.matcher(plain).matches()) {
        all.putIfAbsent(name, message(name, lines));
        lines.clear();
        header = true;
      } else if (header && !plain.isEmpty()) {
        if (!plain.startsWith("MSG:")) {
          throw refused(root, plain, "MSG: package/Type behind the line of equals signs");
        }
        name = MessageDefinition.plain(plain.substring("MSG:".length()).strip());
        header = false;
      } else {
        lines.add(line);
      }
    }
    if (!header) {
      all.putIfAbsent(name, message(name, lines));
    }
    return all;
  }

  /**
   * Splits the text of a {@code .srv} or {@code .action} file into its messages, which stand
   * between lines of three dashes.
   *
   * @param count how many there have to be: 2 of a service, 3 of an action
   * @throws BadInputException if there are more or fewer
   */
  public static List<String> sections(String name, String text, int count) {
    String[] parts = DASHES.split(text, -1);
    if (parts.length != count) {
      throw new BadInputException(
          "the definition of " + name + " has " + parts.length + " parts",
          "Allowed: " + count + ", with lines of three dashes between them.");
    }
    return List.of(parts);
  }

  private static MessageDefinition message(String name, List<String> lines) {
    String home = name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
    List<FieldDefinition> fields = new ArrayList<>();
    List<Constant> constants = new ArrayList<>();
    for (String line : lines) {
      int hash = line.indexOf('#');
      String code = (hash < 0 ? line : line.substring(0, hash)).strip();
      if (code.isEmpty()) {
        continue;
      }
      // A constant string keeps what stands behind its equals sign, number signs included.
      Matcher match = LINE.matcher(code);
      if (!match.matches()) {
        throw refused(name, line, "type name, type[] name, type NAME=value");
      }
      String rest = match.group("rest");
      if (rest.startsWith("=") && match.group("array") == null) {
        String type = match.group("type");
        String value =
            type.endsWith("string") ? line.substring(line.indexOf('=') + 1) : rest.substring(1);
        constants.add(new Constant(type, match.group("name"), value.strip()));
      } else {
        fields.add(field(name, home, match));
      }
    }
    return new MessageDefinition(name, fields, constants);
  }

  private static FieldDefinition field(String message, String home, Matcher match) {
    String array = match.group("array");
    String digits = array == null ? "" : array.replaceAll("\\D", "");
    int size = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    if (array != null && digits.isEmpty() && array.contains("<=")) {
      throw refused(message, match.group(), "type[<=n] name");
    }
    Array kind = Array.NONE;
    if (array != null) {
      boolean bounded = array.startsWith("[<=");
      kind = bounded ? Array.BOUNDED : digits.isEmpty() ? Array.UNBOUNDED : Array.FIXED;
    }
    String bound = match.group("bound");
    return new FieldDefinition(
        qualified(match.group("type"), home),
        match.group("name"),
        kind,
        size,
        bound == null ? 0 : Integer.parseInt(bound));
  }

  private static String qualified(String type, String home) {
    if (type.contains("/")) {
      return MessageDefinition.plain(type);
    }
    boolean builtIn =
        Primitive.named(type, Serialization.ROS1).isPresent()
            || type.equals("time")
            || type.equals("duration");
    if (builtIn) {
      return type;
    }
    return type.equals("Header") ? "std_msgs/Header" : home + "/" + type;
  }

  private static BadInputException refused(String message, String line, String allowed) {
    String shown = line.length() > 80 ? line.substring(0, 80) + "…" : line;
    return new BadInputException(
        "the definition of " + message + " has the line '" + shown + "'",
        "Allowed: " + allowed + ".");
  }
}
