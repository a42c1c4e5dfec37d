package org.pollex.datasets.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pollex.datasets.message.FieldDefinition.Array;
import org.pollex.errors.BadInputException;

/**
 * Reads and writes the messages of one type in one serialization. Compiled once from definitions;
 * not for two threads at once.
 */
public final class MessageCodec {
  private static final int DEEPEST = 64;

  private final MessageType type;
  private final Serialization serialization;
  private final Input in;
  private final Output out = new Output();

  private MessageCodec(MessageType type, Serialization serialization) {
    this.type = type;
    this.serialization = serialization;
    this.in = new Input(serialization);
  }

  /**
   * Compiles a type.
   *
   * @param root its name
   * @param text its definition, with those of nested types behind it; those of the common packages
   *     may be missing
   * @throws BadInputException if a definition is missing, damaged or contains itself
   */
  public static MessageCodec of(String root, String text, Serialization serialization) {
    return of(root, DefinitionParser.parse(root, text), serialization);
  }

  /** Compiles a type of parsed definitions. */
  public static MessageCodec of(
      String root, Map<String, MessageDefinition> definitions, Serialization serialization) {
    Compilation compilation = new Compilation(definitions, serialization);
    return new MessageCodec(
        compilation.type(MessageDefinition.plain(root), new HashSet<>()), serialization);
  }

  private record Compilation(
      Map<String, MessageDefinition> definitions,
      Serialization serialization,
      Map<String, MessageType> done) {
    Compilation(Map<String, MessageDefinition> definitions, Serialization serialization) {
      this(definitions, serialization, new HashMap<>());
    }

    MessageType type(String name, Set<String> around) {
      MessageType known = done.get(name);
      if (known != null) {
        return known;
      }
      if (!around.add(name) || around.size() > DEEPEST) {
        throw new BadInputException(
            "the definition of " + name + " contains itself or is nested too deeply",
            "Allowed: up to " + DEEPEST + " levels.");
      }
      MessageDefinition definition =
          Optional.ofNullable(definitions.get(name))
              .or(() -> CommonDefinitions.find(name, serialization))
              .orElseThrow(
                  () ->
                      new BadInputException(
                          "there is no definition of " + name,
                          "Allowed: a bag that carries its definitions, or a common type."));
      List<String> names = new ArrayList<>();
      List<Node> nodes = new ArrayList<>();
      for (FieldDefinition field : definition.fields()) {
        names.add(field.name());
        nodes.add(node(field, around));
      }
      around.remove(name);
      MessageType type = new MessageType(name, names, nodes.toArray(Node[]::new));
      done.put(name, type);
      return type;
    }

    private Node node(FieldDefinition field, Set<String> around) {
      Node element =
          Primitive.named(field.type(), serialization)
              .<Node>map(p -> new Node.Scalar(p, field.stringBound()))
              .orElseGet(() -> new Node.One(message(field.type(), around)));
      if (field.array() == Array.NONE) {
        return element;
      }
      boolean fixed = field.array() == Array.FIXED;
      int most = field.array() == Array.UNBOUNDED ? Integer.MAX_VALUE : field.size();
      return new Node.Many(element, fixed ? field.size() : -1, most);
    }

    private MessageType message(String name, Set<String> around) {
      return switch (name) {
        case "time" -> instant("builtin_interfaces/Time", Primitive.UINT32);
        case "duration" -> instant("builtin_interfaces/Duration", Primitive.INT32);
        default -> type(name, around);
      };
    }

    /** ROS 1's built-in times, by ROS 2's names of their two parts. */
    private static MessageType instant(String name, Primitive kind) {
      Node[] parts = {new Node.Scalar(kind, 0), new Node.Scalar(kind, 0)};
      return new MessageType(name, List.of("sec", "nanosec"), parts);
    }
  }

  /** Returns the type. */
  public MessageType type() {
    return type;
  }

  /** Returns the serialization. */
  public Serialization serialization() {
    return serialization;
  }

  /**
   * Decodes a message.
   *
   * @throws BadInputException if the bytes end too early or declare more than there is
   */
  public Message decode(byte[] data, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, data.length);
    in.begin(data, offset, length);
    return type.read(in);
  }

  /** Decodes a message. */
  public Message decode(byte[] data) {
    return decode(data, 0, data.length);
  }

  /** Encodes a message behind what {@code target} already holds. */
  public void encode(Message message, Output target) {
    target.begin(serialization);
    type.write(target, message);
    target.end();
  }

  /** Encodes a message. */
  public byte[] encode(Message message) {
    out.clear();
    encode(message, out);
    return out.copy();
  }
}
