package org.pollex.mujoco;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One of MuJoCo's C structs in its own memory, its members addressed by their C names: options,
 * visual settings, elements of a specification.
 *
 * <p>For settings, not for inner loops: every access looks the member up. An unknown name or a
 * member of another type is an {@link IllegalArgumentException}.
 */
public final class MjStruct {
  private final Layout layout;
  private final Layout.Struct struct;
  private final MemorySegment memory;

  MjStruct(Layout layout, String name, MemorySegment memory) {
    this.layout = layout;
    this.struct = layout.struct(name);
    this.memory = memory;
  }

  Layout.Struct layout() {
    return struct;
  }

  MemorySegment memory() {
    return memory;
  }

  /** Returns an int, or an enum constant's number. */
  public int getInt(String field) {
    return memory.get(ValueLayout.JAVA_INT, field(field, "int").offset());
  }

  /** Writes an int, or an enum constant's number. */
  public MjStruct setInt(String field, int value) {
    memory.set(ValueLayout.JAVA_INT, field(field, "int").offset(), value);
    return this;
  }

  /** Returns a size in bytes. */
  public long getLong(String field) {
    return memory.get(ValueLayout.JAVA_LONG, field(field, "long").offset());
  }

  /** Writes a size in bytes. */
  public MjStruct setLong(String field, long value) {
    memory.set(ValueLayout.JAVA_LONG, field(field, "long").offset(), value);
    return this;
  }

  /** Returns a flag. */
  public boolean getFlag(String field) {
    return memory.get(ValueLayout.JAVA_BYTE, field(field, "byte").offset()) != 0;
  }

  /** Writes a flag. */
  public MjStruct setFlag(String field, boolean value) {
    memory.set(ValueLayout.JAVA_BYTE, field(field, "byte").offset(), (byte) (value ? 1 : 0));
    return this;
  }

  /** Returns a double, the first one of an array. */
  public double getDouble(String field) {
    return memory.get(ValueLayout.JAVA_DOUBLE, field(field, "double").offset());
  }

  /** Returns the numbers of a member of doubles. */
  public DoubleArray doubles(String field) {
    Layout.Field found = field(field, "double");
    MemorySegment numbers = memory.asSlice(found.offset(), found.bytes());
    return new DoubleArray(numbers, (int) (found.bytes() / Double.BYTES));
  }

  /** Writes a member of doubles, from its start on. */
  public MjStruct setDoubles(String field, double... values) {
    doubles(field).write(0, values, 0, values.length);
    return this;
  }

  /** Returns a float. */
  public float getFloat(String field) {
    return memory.get(ValueLayout.JAVA_FLOAT, field(field, "float").offset());
  }

  /** Writes a member of floats, from its start on. */
  public MjStruct setFloats(String field, float... values) {
    Layout.Field found = field(field, "float");
    MemorySegment target = memory.asSlice(found.offset(), found.bytes());
    MemorySegment.copy(values, 0, target, ValueLayout.JAVA_FLOAT, 0, values.length);
    return this;
  }

  /** Returns a struct that is a member of this one. */
  public MjStruct struct(String field) {
    Layout.Field found = struct.field(field);
    return new MjStruct(layout, found.type(), memory.asSlice(found.offset(), found.bytes()));
  }

  MemorySegment pointer(String field) {
    return memory.get(ValueLayout.ADDRESS, field(field, "pointer").offset());
  }

  void setPointer(String field, MemorySegment target) {
    memory.set(ValueLayout.ADDRESS, field(field, "pointer").offset(), target);
  }

  private Layout.Field field(String field, String type) {
    Layout.Field found = struct.field(field);
    if (!found.type().equals(type)) {
      throw new IllegalArgumentException(
          struct.name() + "." + field + " is of type " + found.type() + ", not " + type);
    }
    return found;
  }
}
