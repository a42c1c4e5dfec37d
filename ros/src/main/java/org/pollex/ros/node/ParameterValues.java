package org.pollex.ros.node;

import java.util.List;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageType;
import org.pollex.errors.BadInputException;

/**
 * Values of parameters: Boolean, Long, Double, String, byte[], boolean[], long[], double[] and
 * String[], and their form in {@code rcl_interfaces/msg/ParameterValue}.
 */
final class ParameterValues {
  /** Of the field that holds a value, by the number of its type; 0 is "not set". */
  private static final List<String> FIELDS =
      List.of(
          "",
          "bool_value",
          "integer_value",
          "double_value",
          "string_value",
          "byte_array_value",
          "bool_array_value",
          "integer_array_value",
          "double_array_value",
          "string_array_value");

  private ParameterValues() {}

  /** Returns the number of a value's type; 0 for null. */
  static int type(Object value) {
    return switch (value) {
      case null -> 0;
      case Boolean unused -> 1;
      case Long unused -> 2;
      case Double unused -> 3;
      case String unused -> 4;
      case byte[] unused -> 5;
      case boolean[] unused -> 6;
      case long[] unused -> 7;
      case double[] unused -> 8;
      case String[] unused -> 9;
      default ->
          throw new BadInputException(
              "a parameter was given a " + value.getClass().getSimpleName(),
              "Allowed: Boolean, Long, Double, String, and arrays of byte, boolean, long, double"
                  + " and String.");
    };
  }

  /** Returns the type of a value in words. */
  static String words(int type) {
    return type == 0 ? "not set" : FIELDS.get(type).replace("_value", "").replace('_', ' ');
  }

  static Message toMessage(MessageType type, Object value) {
    int number = type(value);
    Message message = type.zero().with("type", number);
    return number == 0 ? message : message.with(FIELDS.get(number), value);
  }

  /** Returns the value; null if it is not set. */
  static Object fromMessage(Message message) {
    int type = (int) message.number("type");
    return type <= 0 || type >= FIELDS.size() ? null : message.get(FIELDS.get(type));
  }
}
