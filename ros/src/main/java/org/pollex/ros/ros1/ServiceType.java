package org.pollex.ros.ros1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.message.DefinitionParser;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageDefinition;
import org.pollex.datasets.message.Ros1Md5;
import org.pollex.datasets.message.Serialization;

/**
 * A service's type.
 *
 * @param name {@code package/Type}; the two messages are {@code package/TypeRequest} and {@code
 *     package/TypeResponse}
 * @param md5 the sum of both definitions
 * @param definitions both and nested ones
 */
public record ServiceType(String name, String md5, Map<String, MessageDefinition> definitions) {
  /** Copies the definitions. */
  public ServiceType {
    definitions = Map.copyOf(definitions);
  }

  /**
   * Parses the text of a {@code .srv} file: the request, a line of three hyphens, the response.
   * Nested types are those of the common packages.
   */
  public static ServiceType of(String name, String text) {
    List<String> halves = DefinitionParser.sections(name, text, 2);
    Map<String, MessageDefinition> all = new HashMap<>();
    all.putAll(DefinitionParser.parse(name + "Request", halves.get(0)));
    all.putAll(DefinitionParser.parse(name + "Response", halves.get(1)));
    return new ServiceType(name, Ros1Md5.ofService(name + "Request", name + "Response", all), all);
  }

  /** Compiles the request; a codec serves one thread. */
  public MessageCodec requestCodec() {
    return MessageCodec.of(name + "Request", definitions, Serialization.ROS1);
  }

  /** Compiles the response; a codec serves one thread. */
  public MessageCodec responseCodec() {
    return MessageCodec.of(name + "Response", definitions, Serialization.ROS1);
  }
}
