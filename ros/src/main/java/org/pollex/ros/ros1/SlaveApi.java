package org.pollex.ros.ros1;

import java.net.URI;
import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.ros.ros1.xmlrpc.XmlRpcServer;

/**
 * What a node answers when the master, or another node, calls it.
 *
 * <p>Source: ROS wiki, "Slave API".
 */
final class SlaveApi implements XmlRpcServer.Methods {
  private final Ros1Node node;

  SlaveApi(Ros1Node node) {
    this.node = node;
  }

  @Override
  public Object call(String method, List<Object> arguments) {
    return switch (method) {
      case "getPid" -> done(Math.toIntExact(ProcessHandle.current().pid()));
      case "getMasterUri" -> done(node.options().master().toString());
      case "getName" -> done(node.options().name());
      case "getBusStats" -> done(List.of(List.of(), List.of(), List.of()));
      case "getBusInfo" -> done(List.of());
      case "getPublications" -> done(node.registrations().publications());
      case "getSubscriptions" -> done(node.registrations().subscriptions());
      case "paramUpdate" -> {
        node.parameters().update((String) arguments.get(1), arguments.get(2));
        yield done(0);
      }
      case "publisherUpdate" -> {
        List<URI> publishers = Registrations.addresses((List<?>) arguments.get(2));
        node.registrations()
            .subscription((String) arguments.get(1))
            .ifPresent(subscription -> subscription.update(publishers));
        yield done(0);
      }
      case "requestTopic" -> requested((String) arguments.get(1), (List<?>) arguments.get(2));
      case "shutdown" -> {
        node.displaced(arguments.size() > 1 ? String.valueOf(arguments.get(1)) : "");
        yield done(0);
      }
      default ->
          throw new BadInputException(
              "a node has no method '" + method + "'", "Allowed: those of the Slave API.");
    };
  }

  private static List<Object> done(Object value) {
    return List.of(1, "", value);
  }

  private List<Object> requested(String topic, List<?> protocols) {
    if (node.registrations().publisher(topic).isEmpty()) {
      return List.of(-1, node.options().name() + " does not publish " + topic, List.of());
    }
    for (Object protocol : protocols) {
      if (protocol instanceof List<?> list && !list.isEmpty() && list.get(0).equals("TCPROS")) {
        return done(List.of("TCPROS", node.options().host(), node.port()));
      }
    }
    return List.of(0, "TCPROS is the only protocol here", List.of());
  }
}
