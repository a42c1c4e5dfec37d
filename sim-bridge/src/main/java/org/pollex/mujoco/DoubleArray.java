package org.pollex.mujoco;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An array of doubles in MuJoCo's own memory: what is written here is what MuJoCo computes with.
 *
 * <p>Row-major where it is a table. Reading or writing outside of it is an {@link
 * IndexOutOfBoundsException}, after its owner was closed an {@link IllegalStateException}.
 */
public final class DoubleArray {
  private final MemorySegment memory;
  private final int columns;

  DoubleArray(MemorySegment memory, int columns) {
    this.memory = memory;
    this.columns = columns;
  }

  /** Returns the number of elements. */
  public int size() {
    return (int) (memory.byteSize() / Double.BYTES);
  }

  /** Returns the number of elements per row, for example 3 of positions. */
  public int columns() {
    return columns;
  }

  /** Returns an element. */
  public double get(int index) {
    return memory.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
  }

  /** Returns an element of a table. */
  public double get(int row, int column) {
    return memory.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) row * columns + column);
  }

  /** Writes an element. */
  public void set(int index, double value) {
    memory.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
  }

  /** Writes an element of a table. */
  public void set(int row, int column, double value) {
    memory.setAtIndex(ValueLayout.JAVA_DOUBLE, (long) row * columns + column, value);
  }

  /** Writes three elements of a row from its start on. */
  public void set3(int row, double x, double y, double z) {
    set(row, 0, x);
    set(row, 1, y);
    set(row, 2, z);
  }

  /** Writes four elements of a row from its start on. */
  public void set4(int row, double w, double x, double y, double z) {
    set3(row, w, x, y);
    set(row, 3, z);
  }

  /** Copies {@code count} elements from {@code index} on to {@code target[at...]}. */
  public void read(int index, double[] target, int at, int count) {
    MemorySegment.copy(memory, ValueLayout.JAVA_DOUBLE, 8L * index, target, at, count);
  }

  /** Copies one row to {@code target[at...]}. */
  public void readRow(int row, double[] target, int at) {
    read(row * columns, target, at, columns);
  }

  /** Copies {@code count} elements of {@code source[at...]} to {@code index} on. */
  public void write(int index, double[] source, int at, int count) {
    MemorySegment.copy(source, at, memory, ValueLayout.JAVA_DOUBLE, 8L * index, count);
  }

  /** Returns all elements in a new array. */
  public double[] toArray() {
    return memory.toArray(ValueLayout.JAVA_DOUBLE);
  }

  /** Returns the memory itself, without a copy. */
  public MemorySegment memory() {
    return memory;
  }
}
