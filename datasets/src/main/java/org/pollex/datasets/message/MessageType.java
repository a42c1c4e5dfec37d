package org.pollex.datasets.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;

/** A message's type, compiled: its fields in order and how each is read and written. */
public final class MessageType {
  private final String name;
  private final List<String> fields;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Node[] nodes;

  MessageType(String name, List<String> fields, Node[] nodes) {
    this.name = name;
    this.fields = List.copyOf(fields);
    this.nodes = nodes;
    for (int i = 0; i < nodes.length; i++) {
      positions.put(fields.get(i), i);
    }
  }

  /** Returns {@code package/Type}. */
  public String name() {
    return name;
  }

  /** Returns the names of the fields, in order. */
  public List<String> fields() {
    return fields;
  }

  /**
   * Makes a message of values in the order of the fields; see {@link Message} for their classes.
   *
   * @throws BadInputException if there are too few or too many
   */
  public Message of(Object... values) {
    if (values.length != nodes.length) {
      throw new BadInputException(
          name + " was given " + values.length + " values", "Allowed: one for each of " + fields);
    }
    return new Message(this, values);
  }

  /** Returns a message of zeros, empty texts and empty arrays; see {@link Message#with}. */
  public Message zero() {
    Object[] values = new Object[nodes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = nodes[i].zero();
    }
    return new Message(this, values);
  }

  /** Returns the type of a field that is one message or an array of them. */
  public MessageType nested(String field) {
    return switch (nodes[index(field)]) {
      case Node.One one -> one.type();
      case Node.Many many when many.element() instanceof Node.One one -> one.type();
      default ->
          throw new BadInputException(
              field + " of " + name + " is no message", "Allowed: fields of message types.");
    };
  }

  int index(String field) {
    Integer position = positions.get(field);
    if (position == null) {
      throw BadInputException.unknownName("field of " + name, field, fields);
    }
    return position;
  }

  /** The primitive type of a field or of its elements; null for messages. */
  Primitive node(String field) {
    return nodes[index(field)].primitive();
  }

  Primitive node(int index) {
    return nodes[index].primitive();
  }

  Message read(Input in) {
    in.part();
    Object[] values = new Object[nodes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = nodes[i].read(in);
    }
    if (values.length == 0) {
      in.emptyMessage();
    }
    return new Message(this, values);
  }

  void write(Output out, Message message) {
    for (int i = 0; i < nodes.length; i++) {
      try {
        nodes[i].write(out, message.value(i));
      } catch (ClassCastException | NullPointerException e) {
        throw new BadInputException(
            fields.get(i) + " of " + name + " was given " + message.value(i),
            "Allowed: a value of its type.",
            e);
      }
    }
    if (nodes.length == 0) {
      out.emptyMessage();
    }
  }

  /** The least bytes of a message on the wire, alignment aside. */
  long least() {
    long sum = 0;
    for (Node node : nodes) {
      sum = Math.min(Integer.MAX_VALUE, sum + node.least());
    }
    return sum;
  }
}
