package org.pollex.datasets.message;

import java.util.Map;
import java.util.Optional;

/** The built-in types of message definitions, with their size on the wire in bytes. */
public enum Primitive {
  BOOL("bool", 1),
  INT8("int8", 1),
  UINT8("uint8", 1),
  INT16("int16", 2),
  UINT16("uint16", 2),
  INT32("int32", 4),
  UINT32("uint32", 4),
  INT64("int64", 8),
  UINT64("uint64", 8),
  FLOAT32("float32", 4),
  FLOAT64("float64", 8),
  /** UTF-8; the size is that of its length. */
  STRING("string", 4),
  /** UTF-16 code units; ROS 2 only. */
  WSTRING("wstring", 4);

  private static final Map<String, Primitive> ROS1 = Map.of("byte", INT8, "char", UINT8);
  private static final Map<String, Primitive> ROS2 = Map.of("byte", UINT8, "char", UINT8);

  private final String label;
  private final int bytes;

  Primitive(String label, int bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /** Returns the name in definitions. */
  public String label() {
    return label;
  }

  /** Returns the least number of bytes of one value. */
  public int bytes() {
    return bytes;
  }

  /**
   * Finds the type of a name; {@code byte} is signed in ROS 1 and an octet in ROS 2.
   *
   * @return empty for names of messages
   */
  public static Optional<Primitive> named(String name, Serialization serialization) {
    for (Primitive type : values()) {
      if (type.label.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.ofNullable((serialization == Serialization.ROS1 ? ROS1 : ROS2).get(name));
  }
}
