package org.pollex.ros.types;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pollex.datasets.message.CommonDefinitions;
import org.pollex.datasets.message.DefinitionParser;
import org.pollex.datasets.message.FieldDefinition;
import org.pollex.datasets.message.MessageDefinition;
import org.pollex.datasets.message.Primitive;
import org.pollex.datasets.message.Serialization;
import org.pollex.datasets.message.TypeHash;
import org.pollex.errors.BadInputException;

/**
 * Finds types by name: those of the common packages, and those of {@code .msg}, {@code .srv} and
 * {@code .action} files in folders laid out as ROS 2 installs them ({@code
 * share/package/msg/Type.msg}).
 */
public final class Interfaces {
  private static final String BUNDLED = "/org/pollex/ros/interfaces/";
  private static final int LARGEST_FILE = 1 << 20;

  private final List<Path> folders;
  private final Map<String, TopicType> topics = new ConcurrentHashMap<>();

  private Interfaces(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** The types of the common packages. */
  public static Interfaces common() {
    return new Interfaces(List.of());
  }

  /**
   * Those, and before them the types in these folders: {@code /opt/ros/jazzy/share}, a lab's own.
   */
  public static Interfaces in(List<Path> folders) {
    return new Interfaces(folders);
  }

  /**
   * Finds a message type.
   *
   * @param name {@code sensor_msgs/msg/JointState} or {@code sensor_msgs/JointState}
   * @throws BadInputException if there is no such type, or its definition is damaged
   */
  public TopicType message(String name) {
    String plain = MessageDefinition.plain(name);
    return topics.computeIfAbsent(plain, p -> build(p, Map.of(), Map.of()));
  }

  /** Finds a service type: {@code std_srvs/srv/SetBool}. */
  public ServiceType service(String name) {
    String plain = MessageDefinition.plain(name);
    List<String> parts = parts(plain, "srv", 2);
    return service(plain, "srv", parts.get(0), parts.get(1), new Own());
  }

  /** Finds an action type: {@code control_msgs/action/FollowJointTrajectory}. */
  public ActionType action(String name) {
    String plain = MessageDefinition.plain(name);
    List<String> parts = parts(plain, "action", 3);
    Own own = new Own();
    own.add("action", plain + "_Goal", parts.get(0));
    own.add("action", plain + "_Result", parts.get(1));
    own.add("action", plain + "_Feedback", parts.get(2));
    String id = "unique_identifier_msgs/UUID goal_id\n";
    own.add("action", plain + "_FeedbackMessage", id + plain + "_Feedback feedback");
    return new ActionType(
        full(plain, "action"),
        own.build(plain + "_Goal"),
        own.build(plain + "_Result"),
        own.build(plain + "_Feedback"),
        service(
            plain + "_SendGoal",
            "action",
            id + plain + "_Goal goal",
            "bool accepted\nbuiltin_interfaces/Time stamp",
            own),
        service(
            plain + "_GetResult", "action", id, "int8 status\n" + plain + "_Result result", own),
        own.build(plain + "_FeedbackMessage"));
  }

  private ServiceType service(String plain, String kind, String request, String response, Own own) {
    String ask = plain + "_Request";
    String answer = plain + "_Response";
    own.add(kind, ask, request);
    own.add(kind, answer, response);
    // Nobody sends these two, but the service's hash is made of them.
    own.add(
        kind,
        plain + "_Event",
        "service_msgs/ServiceEventInfo info\n%s[<=1] request\n%s[<=1] response"
            .formatted(ask, answer));
    own.add(
        kind,
        plain,
        "%s request_message\n%s response_message\n%s_Event event_message"
            .formatted(ask, answer, plain));
    return new ServiceType(
        full(plain, kind), own.build(plain).hash(), own.build(ask), own.build(answer));
  }

  /** The types that a service or action brings along, which are no messages. */
  private final class Own {
    private final Map<String, MessageDefinition> definitions = new HashMap<>();
    private final Map<String, String> fullNames = new HashMap<>();

    void add(String kind, String plain, String text) {
      definitions.putAll(DefinitionParser.parse(plain, text));
      fullNames.put(plain, full(plain, kind));
    }

    TopicType build(String plain) {
      return Interfaces.this.build(plain, definitions, fullNames);
    }
  }

  private TopicType build(
      String plain, Map<String, MessageDefinition> own, Map<String, String> fullNames) {
    Map<String, MessageDefinition> needed = new LinkedHashMap<>();
    collect(plain, own, needed);
    return new TopicType(
        fullNames.getOrDefault(plain, full(plain, "msg")),
        TypeHash.of(plain, needed, fullNames),
        needed);
  }

  private void collect(
      String plain, Map<String, MessageDefinition> own, Map<String, MessageDefinition> found) {
    if (found.containsKey(plain)) {
      return;
    }
    MessageDefinition definition =
        Optional.ofNullable(own.get(plain)).orElseGet(() -> definition(plain));
    found.put(plain, definition);
    for (FieldDefinition field : definition.fields()) {
      if (Primitive.named(field.type(), Serialization.CDR).isEmpty()) {
        collect(field.type(), own, found);
      }
    }
  }

  private MessageDefinition definition(String plain) {
    return text(plain, "msg")
        .map(text -> DefinitionParser.parse(plain, text).get(plain))
        .or(() -> CommonDefinitions.find(plain, Serialization.CDR))
        .orElseThrow(() -> unknown(plain, "msg"));
  }

  private List<String> parts(String plain, String kind, int count) {
    String text = text(plain, kind).orElseThrow(() -> unknown(plain, kind));
    return DefinitionParser.sections(plain, text, count);
  }

  private Optional<String> text(String plain, String kind) {
    if (!plain.matches("[A-Za-z]\\w*/[A-Za-z]\\w*")) {
      throw new BadInputException(
          "'" + plain + "' names no type", "Allowed: package/" + kind + "/Type.");
    }
    String file = full(plain, kind) + "." + kind;
    try {
      for (Path folder : folders) {
        Path path = folder.resolve(file);
        if (Files.isRegularFile(path) && Files.size(path) <= LARGEST_FILE) {
          return Optional.of(Files.readString(path));
        }
      }
      try (InputStream in = Interfaces.class.getResourceAsStream(BUNDLED + file)) {
        return in == null
            ? Optional.empty()
            : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BadInputException unknown(String plain, String kind) {
    return new BadInputException(
        "there is no definition of " + full(plain, kind),
        "Looked for it among the common types and in "
            + (folders.isEmpty() ? "no folder" : folders)
            + "; name the folder that has "
            + full(plain, kind)
            + "."
            + kind
            + ".");
  }

  private static String full(String plain, String kind) {
    return plain.replace("/", "/" + kind + "/");
  }
}
