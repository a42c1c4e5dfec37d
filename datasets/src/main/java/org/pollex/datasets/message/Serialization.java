package org.pollex.datasets.message;

import org.pollex.errors.BadInputException;

/** How a message becomes bytes. */
public enum Serialization {
  /** ROS 2: plain CDR (XCDR1) behind a header of 4 bytes that names the byte order. */
  CDR("cdr"),
  /** ROS 1: little-endian, without alignment. */
  ROS1("ros1");

  private final String label;

  Serialization(String label) {
    this.label = label;
  }

  /** Returns the name in bags. */
  public String label() {
    return label;
  }

  /** Finds a serialization by its name in bags. */
  public static Serialization named(String name) {
    for (Serialization one : values()) {
      if (one.label.equals(name)) {
        return one;
      }
    }
    throw new BadInputException(
        "messages are serialized as '" + name + "'", "Allowed: cdr (ROS 2) and ros1.");
  }
}
