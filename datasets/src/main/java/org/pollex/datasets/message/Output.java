package org.pollex.datasets.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing block of little-endian bytes that messages are written into. */
public final class Output {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] data = new byte[1 << 12];
  private int at;
  private int base;
  private boolean aligned;

  /** Starts a message: what follows is aligned from here in CDR, not at all in ROS 1. */
  void begin(Serialization serialization) {
    aligned = false;
    if (serialization == Serialization.CDR) {
      i32(0x0100);
      aligned = true;
    }
    base = at;
  }

  /** Ends alignment. */
  void end() {
    aligned = false;
  }

  private int room(int bytes) {
    int padding = aligned ? -(at - base) & bytes - 1 : 0;
    ensure(padding + bytes);
    for (int i = 0; i < padding; i++) {
      data[at++] = 0;
    }
    int start = at;
    at += bytes;
    return start;
  }

  private void ensure(long more) {
    if (at + more > data.length) {
      long size = Math.max(at + more, 2L * data.length);
      data = Arrays.copyOf(data, Math.toIntExact(Math.min(size, Integer.MAX_VALUE - 8L)));
    }
  }

  /** Appends a byte. */
  public void i8(int value) {
    data[room(1)] = (byte) value;
  }

  /** Appends 2 bytes. */
  public void i16(int value) {
    int start = room(2);
    SHORT.set(data, start, (short) value);
  }

  /** Appends 4 bytes. */
  public void i32(int value) {
    int start = room(4);
    INT.set(data, start, value);
  }

  /** Appends 8 bytes. */
  public void i64(long value) {
    int start = room(8);
    LONG.set(data, start, value);
  }

  /** Appends bytes as they are. */
  public void bytes(byte[] value) {
    bytes(value, 0, value.length);
  }

  /** Appends a part of an array as it is. */
  public void bytes(byte[] value, int offset, int length) {
    ensure(length);
    System.arraycopy(value, offset, data, at, length);
    at += length;
  }

  void doubles(double[] values) {
    if (values.length == 0) {
      return;
    }
    int start = room(8);
    ensure(8L * values.length);
    for (int i = 0; i < values.length; i++) {
      LONG.set(data, start + 8 * i, Double.doubleToRawLongBits(values[i]));
    }
    at = start + 8 * values.length;
  }

  void string(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    i32(aligned ? text.length + 1 : text.length);
    bytes(text, 0, text.length);
    if (aligned) {
      i8(0);
    }
  }

  void wideString(String value) {
    i32(value.length());
    for (int i = 0; i < value.length(); i++) {
      i16(value.charAt(i));
    }
  }

  void emptyMessage() {
    if (aligned) {
      i8(0);
    }
  }

  /** Returns the number of bytes so far. */
  public int size() {
    return at;
  }

  /** Sets 4 bytes that were written before. */
  public void patch32(int offset, int value) {
    INT.set(data, offset, value);
  }

  /** Sets 8 bytes that were written before. */
  public void patch64(int offset, long value) {
    LONG.set(data, offset, value);
  }

  /** Forgets everything, keeps the memory. */
  public void clear() {
    at = 0;
    aligned = false;
  }

  /** Returns the memory itself; bytes from 0 to {@link #size} are content. */
  public byte[] array() {
    return data;
  }

  /** Returns a copy of the content. */
  public byte[] copy() {
    return Arrays.copyOf(data, at);
  }
}
