package org.pollex.datasets.message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a definition with those that it needs behind it, as bags and ROS 1's connections carry it;
 * {@link DefinitionParser} reads it.
 */
public final class DefinitionText {
  private DefinitionText() {}

  /**
   * Returns the text of a type.
   *
   * @param definitions its own and nested ones; those of the common packages may be missing
   */
  public static String of(
      String name, Map<String, MessageDefinition> definitions, Serialization serialization) {
    StringBuilder text = new StringBuilder();
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    seen.add(MessageDefinition.plain(name));
    open.add(MessageDefinition.plain(name));
    while (!open.isEmpty()) {
      String next = open.remove();
      Optional<MessageDefinition> found =
          Optional.ofNullable(definitions.get(next))
              .or(() -> CommonDefinitions.find(next, serialization));
      if (found.isEmpty()) {
        continue; // a built-in type, or one whose absence the codec names
      }
      if (!text.isEmpty()) {
        text.append("=".repeat(80)).append("\nMSG: ").append(next).append('\n');
      }
      append(text, found.get());
      for (FieldDefinition field : found.get().fields()) {
        if (field.type().contains("/") && seen.add(field.type())) {
          open.add(field.type());
        }
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, MessageDefinition definition) {
    for (MessageDefinition.Constant c : definition.constants()) {
      text.append(c.type()).append(' ').append(c.name()).append('=').append(c.value()).append('\n');
    }
    for (FieldDefinition field : definition.fields()) {
      text.append(field.written()).append(' ').append(field.name()).append('\n');
    }
    if (text.isEmpty()) {
      text.append('\n'); // an empty first message still has a place before the separator
    }
  }
}
