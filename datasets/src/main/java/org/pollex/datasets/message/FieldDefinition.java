package org.pollex.datasets.message;

/**
 * One field of a message.
 *
 * @param type as written, without the array's brackets and a string's bound
 * @param name the field's name
 * @param array what kind of array it is
 * @param size length of a fixed array, greatest length of a bounded one, otherwise 0
 * @param stringBound greatest length of a bounded string, otherwise 0
 */
public record FieldDefinition(String type, String name, Array array, int size, int stringBound) {
  /** Kinds of arrays. */
  public enum Array {
    /** A single value. */
    NONE,
    /** {@code type[n]}: no length on the wire. */
    FIXED,
    /** {@code type[<=n]}. */
    BOUNDED,
    /** {@code type[]}. */
    UNBOUNDED
  }

  /** Returns the type as ROS 1 writes it: with an array's brackets. */
  String written() {
    return switch (array) {
      case NONE -> type;
      case FIXED -> type + "[" + size + "]";
      case BOUNDED -> type + "[<=" + size + "]";
      case UNBOUNDED -> type + "[]";
    };
  }
}
