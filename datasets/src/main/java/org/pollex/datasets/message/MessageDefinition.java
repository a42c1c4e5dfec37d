package org.pollex.datasets.message;

import java.util.List;

/**
 * One message's definition.
 *
 * @param name as {@code package/Type}, in ROS 1 and ROS 2 alike
 * @param fields in order
 * @param constants in order
 */
public record MessageDefinition(
    String name, List<FieldDefinition> fields, List<Constant> constants) {

  /** One constant: the value is the text behind the equals sign. */
  public record Constant(String type, String name, String value) {}

  /** Copies the lists. */
  public MessageDefinition {
    fields = List.copyOf(fields);
    constants = List.copyOf(constants);
  }

  /** The name without ROS 2's {@code msg} in the middle: {@code package/Type}. */
  public static String plain(String name) {
    int first = name.indexOf('/');
    int last = name.lastIndexOf('/');
    return first == last ? name : name.substring(0, first) + name.substring(last);
  }
}
