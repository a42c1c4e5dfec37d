package org.pollex.ros.ros1;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The master's parameters. Values are Integer, Boolean, Double, String, {@code byte[]}, List and
 * Map; a Map stands for a tree of parameters.
 */
public final class Parameters {
  private final Ros1Node node;
  private final Map<String, Consumer<Object>> watched = new ConcurrentHashMap<>();

  Parameters(Ros1Node node) {
    this.node = node;
  }

  /** Returns a parameter, if it is set. */
  public Optional<Object> get(String name) {
    return node.asking(
        master -> {
          Answer answer = master.answer("getParam", name);
          return answer.code() == 1 ? Optional.of(answer.value()) : Optional.empty();
        });
  }

  /** Sets a parameter. */
  public void set(String name, Object value) {
    node.asking(master -> master.ask("setParam", name, value));
  }

  /** Returns whether a parameter is set. */
  public boolean has(String name) {
    return node.asking(master -> (Boolean) master.ask("hasParam", name));
  }

  /** Deletes a parameter, if it is set. */
  public void delete(String name) {
    node.asking(master -> master.answer("deleteParam", name));
  }

  /** Finds a parameter in this node's namespace or, going up, in one around it. */
  public Optional<String> search(String name) {
    return node.asking(
        master -> {
          Answer answer = master.answer("searchParam", name);
          return answer.value() instanceof String found ? Optional.of(found) : Optional.empty();
        });
  }

  /** Returns the names of all parameters. */
  public List<String> names() {
    return node.asking(
        master -> ((List<?>) master.ask("getParamNames")).stream().map(String::valueOf).toList());
  }

  /**
   * Calls {@code receiver} with the value of a parameter now, if it is set, and whenever it
   * changes.
   */
  public void watch(String name, Consumer<Object> receiver) {
    watched.put(name, receiver);
    node.asking(
        master -> {
          subscribe(master, name);
          return null;
        });
  }

  /** Watches everything once more at a master that was restarted. */
  void register(Master master) throws IOException {
    for (String name : watched.keySet()) {
      subscribe(master, name);
    }
  }

  private void subscribe(Master master, String name) throws IOException {
    Object value = master.ask("subscribeParam", node.address().toString(), name);
    if (!(value instanceof Map<?, ?> none && none.isEmpty())) { // what is not set is an empty map
      update(name, value);
    }
  }

  /** The master tells of a change; it may write the name with a slash at its end. */
  void update(String name, Object value) {
    String plain =
        name.length() > 1 && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    Consumer<Object> receiver = watched.get(plain);
    if (receiver != null) {
      receiver.accept(value);
    }
  }
}
