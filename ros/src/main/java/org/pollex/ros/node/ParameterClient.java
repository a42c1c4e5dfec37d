package org.pollex.ros.node;

import java.time.Duration;
import java.util.List;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageType;
import org.pollex.errors.BadInputException;

/** Reads and sets the parameters of another node. */
public final class ParameterClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String PACKAGE = "rcl_interfaces/srv/";

  private final String owner;
  private final ServiceClient get;
  private final ServiceClient set;
  private final ServiceClient list;

  ParameterClient(Node node, String owner) {
    this.owner = owner;
    this.get = node.client(owner + "/get_parameters", PACKAGE + "GetParameters");
    this.set = node.client(owner + "/set_parameters", PACKAGE + "SetParameters");
    this.list = node.client(owner + "/list_parameters", PACKAGE + "ListParameters");
  }

  /** Returns the names of all parameters. */
  public List<String> list() {
    return List.of((String[]) list.call(list.requests().zero(), PATIENCE).get("result.names"));
  }

  /**
   * Returns a value: Boolean, Long, Double, String, or an array of such.
   *
   * @return null if the node has no such parameter, or it is not set
   */
  public Object get(String name) {
    Message request = get.requests().of((Object) new String[] {name});
    Message[] values = (Message[]) get.call(request, PATIENCE).get("values");
    return values.length == 0 ? null : ParameterValues.fromMessage(values[0]);
  }

  /**
   * Sets a value.
   *
   * @throws BadInputException with the node's own reason, if it refuses
   */
  public void set(String name, Object value) {
    MessageType parameter = set.requests().nested("parameters");
    Message one = parameter.of(name, ParameterValues.toMessage(parameter.nested("value"), value));
    Message answer = set.call(set.requests().of((Object) new Message[] {one}), PATIENCE);
    Message result = ((Message[]) answer.get("results"))[0];
    if (!(Boolean) result.get("successful")) {
      throw new BadInputException(
          owner + " refuses " + name + " = " + value, result.text("reason"));
    }
  }

  @Override
  public void close() {
    get.close();
    set.close();
    list.close();
  }
}
