package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * The contacts of a world ({@code mjContact}), as the last step or forward found them. Every access
 * reads MuJoCo's memory anew; indices go from 0 to {@link #size}.
 */
public final class MjContacts {
  private final MjData data;
  private final long count;
  private final long array;
  private final long constraints;
  private final long forces;
  private final Layout.Struct layout;
  private final long bytes;
  private final long distance;
  private final long position;
  private final long frame;
  private final long geoms;
  private final long address;

  MjContacts(MjData data) {
    this.data = data;
    Layout.Struct world = Library.get().struct("mjData");
    count = world.offset("ncon");
    array = world.offset("contact");
    constraints = world.offset("nefc");
    forces = world.offset("efc_force");
    layout = Library.get().struct("mjContact");
    bytes = layout.bytes();
    distance = layout.offset("dist");
    position = layout.offset("pos");
    frame = layout.offset("frame");
    geoms = layout.offset("geom");
    address = layout.offset("efc_address");
  }

  /** Returns the number of contacts. */
  public int size() {
    return data.memory().get(JAVA_INT, count);
  }

  /** Returns the first geom; -1 when it is part of a flexible body. */
  public int geom1(int contact) {
    return contacts(contact).get(JAVA_INT, contact * bytes + geoms);
  }

  /** Returns the second geom; -1 when it is part of a flexible body. */
  public int geom2(int contact) {
    return contacts(contact).get(JAVA_INT, contact * bytes + geoms + 4);
  }

  /** Returns the distance of the surfaces, metres; negative where they penetrate. */
  public double distance(int contact) {
    return contacts(contact).get(JAVA_DOUBLE, contact * bytes + distance);
  }

  /** Copies the contact's position, world frame, metres, to {@code target[0..2]}. */
  public void position(int contact, double[] target) {
    MemorySegment.copy(contacts(contact), JAVA_DOUBLE, contact * bytes + position, target, 0, 3);
  }

  /**
   * Copies the contact's frame, row-major, to {@code target[0..8]}; its first row is the normal
   * from the first geom to the second.
   */
  public void frame(int contact, double[] target) {
    MemorySegment.copy(contacts(contact), JAVA_DOUBLE, contact * bytes + frame, target, 0, 9);
  }

  /** Returns the contact's first row in the constraint arrays; -1 when it makes no force. */
  public int constraintAddress(int contact) {
    return contacts(contact).get(JAVA_INT, contact * bytes + address);
  }

  /** Returns the number of rows of the constraint arrays. */
  public int constraintCount() {
    return data.memory().get(JAVA_INT, constraints);
  }

  /** Returns the force in a row of the constraint arrays ({@code efc_force}), newton. */
  public double constraintForce(int row) {
    java.util.Objects.checkIndex(row, constraintCount());
    return Foreign.sized(data.memory().get(ADDRESS, forces), 8L * constraintCount())
        .getAtIndex(JAVA_DOUBLE, row);
  }

  private MemorySegment contacts(int contact) {
    int size = size();
    java.util.Objects.checkIndex(contact, size);
    return Foreign.sized(data.memory().get(ADDRESS, array), size * bytes);
  }
}
