package org.pollex.datasets.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.errors.BadInputException;

/**
 * The md5 sum that names a type in ROS 1: of the definition's text with the constants first,
 * without comments, and with the sum of each nested type in place of its name.
 */
public final class Ros1Md5 {
  private static final int DEEPEST = 64;

  private Ros1Md5() {}

  /**
   * Returns the sum of a type, 32 hexadecimal digits.
   *
   * @param definitions its own and nested ones; those of the common packages may be missing
   */
  public static String of(String name, Map<String, MessageDefinition> definitions) {
    return of(MessageDefinition.plain(name), definitions, 0);
  }

  /**
   * Returns the sum of a service: of its request's text and its response's, one behind the other.
   *
   * @param definitions both and nested ones
   */
  public static String ofService(
      String request, String response, Map<String, MessageDefinition> definitions) {
    return sum(
        text(MessageDefinition.plain(request), definitions, 0)
            + text(MessageDefinition.plain(response), definitions, 0));
  }

  private static String of(String name, Map<String, MessageDefinition> definitions, int depth) {
    return sum(text(name, definitions, depth));
  }

  private static String text(String name, Map<String, MessageDefinition> definitions, int depth) {
    MessageDefinition definition =
        Optional.ofNullable(definitions.get(name))
            .or(() -> CommonDefinitions.find(name, Serialization.ROS1))
            .orElseThrow(
                () ->
                    new BadInputException(
                        "there is no definition of " + name, "Give it with the type."));
    if (depth > DEEPEST) {
      throw new BadInputException(
          name + " is nested too deeply", "Allowed: " + DEEPEST + " levels.");
    }
    List<String> lines = new ArrayList<>();
    for (MessageDefinition.Constant c : definition.constants()) {
      lines.add(c.type() + " " + c.name() + "=" + c.value());
    }
    for (FieldDefinition field : definition.fields()) {
      boolean builtIn =
          !field.type().contains("/")
              || Primitive.named(field.type(), Serialization.ROS1).isPresent();
      String type = builtIn ? field.written() : of(field.type(), definitions, depth + 1);
      lines.add(type + " " + field.name());
    }
    return String.join("\n", lines);
  }

  private static String sum(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
