package org.pollex.mujoco;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An array of 32-bit integers in MuJoCo's own memory: what is written here is what MuJoCo computes
 * with.
 *
 * <p>Row-major where it is a table. Reading or writing outside of it is an {@link
 * IndexOutOfBoundsException}, after its owner was closed an {@link IllegalStateException}.
 */
public final class IntArray {
  private final MemorySegment memory;
  private final int columns;

  IntArray(MemorySegment memory, int columns) {
    this.memory = memory;
    this.columns = columns;
  }

  /** Returns the number of elements. */
  public int size() {
    return (int) (memory.byteSize() / Integer.BYTES);
  }

  /** Returns the number of elements per row, for example 3 of positions. */
  public int columns() {
    return columns;
  }

  /** Returns an element. */
  public int get(int index) {
    return memory.getAtIndex(ValueLayout.JAVA_INT, index);
  }

  /** Returns an element of a table. */
  public int get(int row, int column) {
    return memory.getAtIndex(ValueLayout.JAVA_INT, (long) row * columns + column);
  }

  /** Writes an element. */
  public void set(int index, int value) {
    memory.setAtIndex(ValueLayout.JAVA_INT, index, value);
  }

  /** Writes an element of a table. */
  public void set(int row, int column, int value) {
    memory.setAtIndex(ValueLayout.JAVA_INT, (long) row * columns + column, value);
  }

  /** Copies {@code count} elements from {@code index} on to {@code target[at...]}. */
  public void read(int index, int[] target, int at, int count) {
    MemorySegment.copy(memory, ValueLayout.JAVA_INT, 4L * index, target, at, count);
  }

  /** Copies one row to {@code target[at...]}. */
  public void readRow(int row, int[] target, int at) {
    read(row * columns, target, at, columns);
  }

  /** Copies {@code count} elements of {@code source[at...]} to {@code index} on. */
  public void write(int index, int[] source, int at, int count) {
    MemorySegment.copy(source, at, memory, ValueLayout.JAVA_INT, 4L * index, count);
  }

  /** Returns all elements in a new array. */
  public int[] toArray() {
    return memory.toArray(ValueLayout.JAVA_INT);
  }

  /** Returns the memory itself, without a copy. */
  public MemorySegment memory() {
    return memory;
  }
}
