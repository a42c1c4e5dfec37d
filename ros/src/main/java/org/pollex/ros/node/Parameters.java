package org.pollex.ros.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageType;
import org.pollex.errors.BadInputException;
import org.pollex.ros.rtps.Qos;

/**
 * A node's parameters: declared by it, read and set by others over six services, changes told on
 * {@code /parameter_events}. A parameter keeps the type that it was declared with.
 */
public final class Parameters {
  private static final String PACKAGE = "rcl_interfaces/srv/";
  private static final Qos EVENTS = Qos.RELIABLE.keepLast(1000);

  private record Declared(Object value, String description, boolean readOnly) {
    Declared with(Object newValue) {
      return new Declared(newValue, description, readOnly);
    }
  }

  /** Judges a change that someone asks for. */
  public interface Guard {
    /** Returns why a parameter may not have a value; null if it may. */
    String refuses(String name, Object value);
  }

  private final Node node;
  private final Map<String, Declared> all = new TreeMap<>();
  private final List<Guard> guards = new CopyOnWriteArrayList<>();
  private final Publisher events;

  Parameters(Node node) {
    this.node = node;
    this.events = node.publisher("/parameter_events", "rcl_interfaces/msg/ParameterEvent", EVENTS);
    serve("get_parameters", "GetParameters", this::get);
    serve("get_parameter_types", "GetParameterTypes", this::getTypes);
    serve("set_parameters", "SetParameters", this::set);
    serve("set_parameters_atomically", "SetParametersAtomically", this::setAtomically);
    serve("describe_parameters", "DescribeParameters", this::describe);
    serve("list_parameters", "ListParameters", this::list);
    declare("use_sim_time", false, "take the time from /clock", false);
  }

  private interface Handler {
    Message apply(MessageType responses, Message request);
  }

  private void serve(String service, String type, Handler handler) {
    MessageType responses = node.interfaces().service(PACKAGE + type).response().messages();
    node.serve("~/" + service, PACKAGE + type, request -> handler.apply(responses, request));
  }

  /** Declares a parameter that others may set. */
  public void declare(String name, Object value) {
    declare(name, value, "", false);
  }

  /** Declares a parameter. */
  public synchronized void declare(
      String name, Object value, String description, boolean readOnly) {
    ParameterValues.type(value);
    all.put(name, new Declared(value, description, readOnly));
    tell(name, value, "new_parameters");
  }

  /** Adds a judge of what others set. */
  public void guard(Guard guard) {
    guards.add(guard);
  }

  /**
   * Returns a value.
   *
   * @throws BadInputException if there is no such parameter
   */
  public synchronized Object get(String name) {
    Declared declared = all.get(name);
    if (declared == null) {
      throw BadInputException.unknownName("parameter", name, all.keySet());
    }
    return declared.value;
  }

  /**
   * Sets a value, as others do it.
   *
   * @throws BadInputException if there is no such parameter, or it may not have the value
   */
  public synchronized void set(String name, Object value) {
    String refusal = refusal(name, value);
    if (refusal != null) {
      throw new BadInputException("the parameter " + name + " stays as it is", refusal);
    }
    change(name, value);
  }

  private String refusal(String name, Object value) {
    Declared declared = all.get(name);
    if (declared == null) {
      return "There is no parameter " + name + " in " + node.fullName() + ".";
    }
    if (declared.readOnly) {
      return "The parameter " + name + " can only be read.";
    }
    int wanted = ParameterValues.type(declared.value);
    int given = ParameterValues.type(value);
    if (wanted != given) {
      return "The parameter %s is of type %s, not %s."
          .formatted(name, ParameterValues.words(wanted), ParameterValues.words(given));
    }
    for (Guard guard : guards) {
      String reason = guard.refuses(name, value);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  private void change(String name, Object value) {
    all.put(name, all.get(name).with(value));
    tell(name, value, "changed_parameters");
  }

  private void tell(String name, Object value, String list) {
    MessageType type = events.messages();
    MessageType parameter = type.nested(list);
    Message one = parameter.of(name, ParameterValues.toMessage(parameter.nested("value"), value));
    Instant now = Instant.now();
    events.publish(
        type.zero()
            .with("stamp.sec", (int) now.getEpochSecond())
            .with("stamp.nanosec", (long) now.getNano())
            .with("node", node.fullName())
            .with(list, new Message[] {one}));
  }

  // The services.

  private synchronized Message get(MessageType responses, Message request) {
    List<Message> values = new ArrayList<>();
    for (String name : (String[]) request.get("names")) {
      Declared declared = all.get(name);
      Object value = declared == null ? null : declared.value;
      values.add(ParameterValues.toMessage(responses.nested("values"), value));
    }
    return responses.of((Object) values.toArray(Message[]::new));
  }

  private synchronized Message getTypes(MessageType responses, Message request) {
    String[] names = (String[]) request.get("names");
    byte[] types = new byte[names.length];
    for (int i = 0; i < types.length; i++) {
      Declared declared = all.get(names[i]);
      types[i] = (byte) ParameterValues.type(declared == null ? null : declared.value);
    }
    return responses.of((Object) types);
  }

  private synchronized Message set(MessageType responses, Message request) {
    List<Message> results = new ArrayList<>();
    for (Message one : (Message[]) request.get("parameters")) {
      String name = one.text("name");
      Object value = ParameterValues.fromMessage((Message) one.get("value"));
      String refusal = refusal(name, value);
      if (refusal == null) {
        change(name, value);
      }
      results.add(result(responses.nested("results"), refusal));
    }
    return responses.of((Object) results.toArray(Message[]::new));
  }

  private synchronized Message setAtomically(MessageType responses, Message request) {
    Message[] parameters = (Message[]) request.get("parameters");
    for (Message one : parameters) {
      Object value = ParameterValues.fromMessage((Message) one.get("value"));
      String refusal = refusal(one.text("name"), value);
      if (refusal != null) {
        return responses.of(result(responses.nested("result"), refusal));
      }
    }
    for (Message one : parameters) {
      change(one.text("name"), ParameterValues.fromMessage((Message) one.get("value")));
    }
    return responses.of(result(responses.nested("result"), null));
  }

  private static Message result(MessageType type, String refusal) {
    return type.of(refusal == null, refusal == null ? "" : refusal);
  }

  private synchronized Message describe(MessageType responses, Message request) {
    List<Message> descriptors = new ArrayList<>();
    for (String name : (String[]) request.get("names")) {
      Declared declared = all.get(name);
      Message descriptor = responses.nested("descriptors").zero().with("name", name);
      if (declared != null) {
        descriptor =
            descriptor
                .with("type", ParameterValues.type(declared.value))
                .with("description", declared.description)
                .with("read_only", declared.readOnly);
      }
      descriptors.add(descriptor);
    }
    return responses.of((Object) descriptors.toArray(Message[]::new));
  }

  /** Names below the prefixes, so many levels deep; depth 0 is all levels. */
  private synchronized Message list(MessageType responses, Message request) {
    String[] prefixes = (String[]) request.get("prefixes");
    long depth = (Long) request.get("depth");
    List<String> names = new ArrayList<>();
    Set<String> parents = new TreeSet<>();
    for (String name : all.keySet()) {
      if (listed(name, prefixes, depth)) {
        names.add(name);
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
          parents.add(name.substring(0, dot));
        }
      }
    }
    MessageType result = responses.nested("result");
    return responses.of(result.of(names.toArray(String[]::new), parents.toArray(String[]::new)));
  }

  private static boolean listed(String name, String[] prefixes, long depth) {
    if (prefixes.length == 0) {
      return depth == 0 || levels(name) <= depth;
    }
    for (String prefix : prefixes) {
      boolean below = name.startsWith(prefix + ".");
      boolean near = depth == 0 || below && levels(name.substring(prefix.length() + 1)) <= depth;
      if (name.equals(prefix) || below && near) {
        return true;
      }
    }
    return false;
  }

  private static long levels(String name) {
    return 1 + name.chars().filter(c -> c == '.').count();
  }
}
