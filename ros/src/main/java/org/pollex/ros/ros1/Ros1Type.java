package org.pollex.ros.ros1;

import java.util.Map;
import org.pollex.datasets.message.DefinitionParser;
import org.pollex.datasets.message.DefinitionText;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageDefinition;
import org.pollex.datasets.message.Ros1Md5;
import org.pollex.datasets.message.Serialization;

/**
 * A message type as ROS 1 names it on the wire.
 *
 * @param name {@code package/Type}
 * @param md5 the sum of its definition, 32 hexadecimal digits
 * @param text its definition with those of nested types behind it
 * @param definitions the same, parsed
 */
public record Ros1Type(
    String name, String md5, String text, Map<String, MessageDefinition> definitions) {
  /** Copies the definitions. */
  public Ros1Type {
    definitions = Map.copyOf(definitions);
  }

  /**
   * A type of the common packages.
   *
   * @throws org.pollex.errors.BadInputException if it is none of them
   */
  public static Ros1Type of(String name) {
    return of(name, Map.of());
  }

  /**
   * A type with its definition, as {@code rosmsg show --raw} prints it or a connection sends it.
   */
  public static Ros1Type of(String name, String text) {
    return of(name, DefinitionParser.parse(name, text));
  }

  private static Ros1Type of(String name, Map<String, MessageDefinition> definitions) {
    return new Ros1Type(
        MessageDefinition.plain(name),
        Ros1Md5.of(name, definitions),
        DefinitionText.of(name, definitions, Serialization.ROS1),
        definitions);
  }

  /** Compiles the type; a codec serves one thread. */
  public MessageCodec codec() {
    return MessageCodec.of(name, definitions, Serialization.ROS1);
  }
}
