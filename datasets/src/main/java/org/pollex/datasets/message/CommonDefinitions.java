package org.pollex.datasets.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions of the common packages (builtin_interfaces, std_msgs, geometry_msgs, sensor_msgs,
 * trajectory_msgs, …), for bags that do not carry them: older sqlite3 bags of ROS 2.
 */
public final class CommonDefinitions {
  private static final Map<Serialization, Map<String, MessageDefinition>> ALL =
      Map.of(
          Serialization.CDR, read("ros2.txt"),
          Serialization.ROS1, read("ros1.txt"));

  private CommonDefinitions() {}

  private static Map<String, MessageDefinition> read(String resource) {
    try (InputStream in = CommonDefinitions.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, MessageDefinition> all = new HashMap<>(DefinitionParser.parse("/", text));
      all.remove("/");
      return Map.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Finds a definition by {@code package/Type}. */
  public static Optional<MessageDefinition> find(String name, Serialization serialization) {
    return Optional.ofNullable(ALL.get(serialization).get(MessageDefinition.plain(name)));
  }

  /** Returns all names of one of the two. */
  public static java.util.Set<String> names(Serialization serialization) {
    return ALL.get(serialization).keySet();
  }
}
