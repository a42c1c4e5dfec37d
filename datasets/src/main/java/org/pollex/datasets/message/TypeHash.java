package org.pollex.datasets.message;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pollex.datasets.message.FieldDefinition.Array;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.BadInputException;

/**
 * The hash that names a type in ROS 2 since Iron (REP-2011): SHA-256 over the type's description as
 * JSON, with the descriptions of all types that it refers to.
 */
public final class TypeHash {
  private static final String PREFIX = "RIHS01_";
  private static final int NESTED = 1;
  private static final int BOUNDED_STRING = 21;
  private static final int BOUNDED_WSTRING = 22;
  private static final int MOST_TYPES = 4096;
  private static final Map<String, Integer> IDS =
      Map.ofEntries(
          Map.entry("int8", 2),
          Map.entry("uint8", 3),
          Map.entry("char", 3),
          Map.entry("int16", 4),
          Map.entry("uint16", 5),
          Map.entry("int32", 6),
          Map.entry("uint32", 7),
          Map.entry("int64", 8),
          Map.entry("uint64", 9),
          Map.entry("float32", 10),
          Map.entry("float64", 11),
          Map.entry("bool", 15),
          Map.entry("byte", 16),
          Map.entry("string", 17),
          Map.entry("wstring", 18));

  private TypeHash() {}

  /**
   * Returns the hash of a message type, {@code RIHS01_} and 64 hexadecimal digits.
   *
   * @param definitions its own and nested ones; those of the common packages may be missing
   */
  public static String of(String name, Map<String, MessageDefinition> definitions) {
    return of(name, definitions, Map.of());
  }

  /**
   * Returns the hash of a type that is no message or is made of such: a service, an action, a part
   * of one.
   *
   * @param definitions its own and nested ones; those of the common packages may be missing
   * @param fullNames by {@code package/Type}, the names in full of all that are no messages: {@code
   *     package/srv/Type_Request}
   */
  public static String of(
      String name, Map<String, MessageDefinition> definitions, Map<String, String> fullNames) {
    return new Description(definitions, fullNames).hash(MessageDefinition.plain(name));
  }

  private record Description(Map<String, MessageDefinition> given, Map<String, String> fullNames) {

    String hash(String root) {
      Map<String, MessageDefinition> referred = new TreeMap<>();
      collect(root, referred);
      MessageDefinition own = referred.remove(full(root));
      String json =
          "{\"type_description\": "
              + description(own)
              + ", \"referenced_type_descriptions\": ["
              + referred.values().stream().map(this::description).collect(Collectors.joining(", "))
              + "]}";
      return PREFIX + Sha256.hex(json.getBytes(StandardCharsets.UTF_8));
    }

    /** By full names: their order is the hash's. */
    private void collect(String name, Map<String, MessageDefinition> found) {
      if (found.containsKey(full(name))) {
        return;
      }
      MessageDefinition definition =
          Optional.ofNullable(given.get(name))
              .or(() -> CommonDefinitions.find(name, Serialization.CDR))
              .orElseThrow(
                  () ->
                      new BadInputException(
                          "there is no definition of " + name, "Give it with the type."));
      found.put(full(name), definition);
      if (found.size() > MOST_TYPES) {
        throw new BadInputException(
            "a type refers to more than " + MOST_TYPES + " others", "Allowed: fewer.");
      }
      for (FieldDefinition field : definition.fields()) {
        if (!IDS.containsKey(field.type())) {
          collect(field.type(), found);
        }
      }
    }

    private String description(MessageDefinition definition) {
      String fields =
          definition.fields().isEmpty()
              // rosidl gives a message without fields this one.
              ? TypeHash.field("structure_needs_at_least_one_member", IDS.get("uint8"), 0, 0, "")
              : definition.fields().stream().map(this::field).collect(Collectors.joining(", "));
      return "{\"type_name\": "
          + quoted(full(definition.name()))
          + ", \"fields\": ["
          + fields
          + "]}";
    }

    private String field(FieldDefinition field) {
      Integer plain = IDS.get(field.type());
      int id = plain == null ? NESTED : plain;
      if (field.stringBound() > 0) {
        id = field.type().equals("string") ? BOUNDED_STRING : BOUNDED_WSTRING;
      }
      int kind =
          switch (field.array()) {
            case NONE -> 0;
            case FIXED -> 48;
            case BOUNDED -> 96;
            case UNBOUNDED -> 144;
          };
      int capacity = field.array() == Array.NONE ? 0 : field.size();
      String nested = plain == null ? full(field.type()) : "";
      return TypeHash.field(field.name(), id + kind, capacity, field.stringBound(), nested);
    }

    private String full(String name) {
      return fullNames.getOrDefault(name, name.replaceFirst("/", "/msg/"));
    }
  }

  private static String field(String name, int id, int capacity, int stringBound, String nested) {
    return "{\"name\": %s, \"type\": {\"type_id\": %d, \"capacity\": %d, \"string_capacity\": %d, \"nested_type_name\": %s}}"
        .formatted(quoted(name), id, capacity, stringBound, quoted(nested));
  }

  private static String quoted(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
