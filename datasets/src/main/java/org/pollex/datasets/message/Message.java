package org.pollex.datasets.message;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;

/**
 * One message, decoded. Its values, by the type of the field:
 *
 * <ul>
 *   <li>{@code bool} is a Boolean; integers of up to 32 bits are Integers, {@code uint32} and 64
 *       bits are Longs ({@code uint64} by its bits); floats are Float and Double; strings are
 *       Strings;
 *   <li>arrays of numbers are arrays of the same width ({@code uint8[]} is byte[], its bits);
 *       arrays of strings are String[]; arrays of messages are Message[].
 * </ul>
 */
public final class Message {
  private final MessageType type;
  private final Object[] values;

  Message(MessageType type, Object[] values) {
    this.type = type;
    this.values = values;
  }

  /** Returns the type. */
  public MessageType type() {
    return type;
  }

  Object value(int index) {
    return values[index];
  }

  /**
   * Returns the value of a field; {@code header.stamp.sec} leads into nested messages.
   *
   * @throws BadInputException with the fields that exist, if there is no such field
   */
  public Object get(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return values[type.index(path)];
    }
    Object inner = values[type.index(path.substring(0, dot))];
    if (inner instanceof Message message) {
      return message.get(path.substring(dot + 1));
    }
    throw new BadInputException(
        "'" + path.substring(0, dot) + "' of " + type.name() + " is no single message",
        "Allowed in paths: names of nested messages.");
  }

  /**
   * Returns the message with one field changed; this one stays as it is.
   *
   * @param path of the field; {@code header.stamp.sec} leads into nested messages
   * @param value of the class that the field has
   */
  public Message with(String path, Object value) {
    int dot = path.indexOf('.');
    String field = dot < 0 ? path : path.substring(0, dot);
    Object[] changed = values.clone();
    changed[type.index(field)] =
        dot < 0 ? value : ((Message) get(field)).with(path.substring(dot + 1), value);
    return new Message(type, changed);
  }

  /** Returns a number, unsigned ones as such. */
  public double number(String path) {
    Object value = get(path);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    throw new BadInputException(
        path + " of " + type.name() + " is no number", "Allowed: a field that holds one number.");
  }

  /** Returns a text. */
  public String text(String path) {
    return String.valueOf(get(path));
  }

  /** Returns the value as numbers: one, or those of an array; unsigned ones as such. */
  public double[] numbers(String path) {
    int dot = path.lastIndexOf('.');
    Message holder = dot < 0 ? this : (Message) get(path.substring(0, dot));
    Object value = get(path);
    return switch (value) {
      case double[] v -> v.clone();
      case float[] v -> fill(v.length, i -> v[i]);
      case byte[] v -> {
        boolean signed = holder.type.node(path.substring(dot + 1)) == Primitive.INT8;
        yield fill(v.length, i -> signed ? v[i] : v[i] & 0xff);
      }
      case short[] v -> {
        boolean signed = holder.type.node(path.substring(dot + 1)) == Primitive.INT16;
        yield fill(v.length, i -> signed ? v[i] : v[i] & 0xffff);
      }
      case int[] v -> {
        boolean signed = holder.type.node(path.substring(dot + 1)) == Primitive.INT32;
        yield fill(v.length, i -> signed ? v[i] : v[i] & 0xffffffffL);
      }
      case long[] v -> fill(v.length, i -> v[i]);
      case boolean[] v -> fill(v.length, i -> v[i] ? 1 : 0);
      default -> new double[] {number(path)};
    };
  }

  private static double[] fill(int length, java.util.function.IntToDoubleFunction value) {
    double[] numbers = new double[length];
    Arrays.setAll(numbers, value);
    return numbers;
  }

  /** Returns the message as maps, lists, numbers and texts, as JSON shows it. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      map.put(type.fields().get(i), plain(type.node(i), values[i]));
    }
    return map;
  }

  private static Object plain(Primitive kind, Object value) {
    return switch (value) {
      case Message message -> message.toMap();
      case Message[] messages -> Arrays.stream(messages).map(Message::toMap).toList();
      case String[] texts -> List.of(texts);
      case byte[] v when kind != Primitive.INT8 -> {
        int[] unsigned = new int[v.length];
        Arrays.setAll(unsigned, i -> v[i] & 0xff);
        yield unsigned;
      }
      case byte[] v -> {
        int[] signed = new int[v.length];
        Arrays.setAll(signed, i -> v[i]);
        yield signed;
      }
      case short[] v when kind == Primitive.UINT16 -> {
        int[] unsigned = new int[v.length];
        Arrays.setAll(unsigned, i -> v[i] & 0xffff);
        yield unsigned;
      }
      case int[] v when kind == Primitive.UINT32 ->
          Arrays.stream(v).mapToLong(Integer::toUnsignedLong).toArray();
      case long[] v when kind == Primitive.UINT64 ->
          Arrays.stream(v).mapToObj(Long::toUnsignedString).map(java.math.BigInteger::new).toList();
      case Long v when kind == Primitive.UINT64 ->
          new java.math.BigInteger(Long.toUnsignedString(v));
      default -> value;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Message that
        && type.name().equals(that.type.name())
        && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    return type.name() + toMap();
  }
}
