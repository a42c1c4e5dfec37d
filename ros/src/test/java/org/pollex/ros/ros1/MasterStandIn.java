package org.pollex.ros.ros1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pollex.ros.ros1.xmlrpc.XmlRpcClient;
import org.pollex.ros.ros1.xmlrpc.XmlRpcServer;

/** As much of a master as two nodes need to meet, for machines without ROS 1. */
final class MasterStandIn implements AutoCloseable {
  private final XmlRpcServer server;
  private final Map<String, List<String>> publishers = new ConcurrentHashMap<>();
  private final Map<String, List<String>> subscribers = new ConcurrentHashMap<>();
  private final Map<String, String> services = new ConcurrentHashMap<>();
  private final Map<String, String> nodes = new ConcurrentHashMap<>();

  MasterStandIn() throws IOException {
    server = new XmlRpcServer(InetAddress.getLoopbackAddress(), 0, this::call);
  }

  Ros1Options options(String name) {
    return Ros1Options.of(name, Map.of("ROS_MASTER_URI", "http://127.0.0.1:" + server.port()));
  }

  private synchronized Object call(String method, List<Object> arguments) {
    String caller = (String) arguments.getFirst();
    String key = arguments.size() > 1 ? String.valueOf(arguments.get(1)) : "";
    return switch (method) {
      case "getPid" -> done(1);
      case "registerPublisher" -> {
        nodes.put(caller, (String) arguments.get(3));
        publishers.computeIfAbsent(key, k -> new ArrayList<>()).add((String) arguments.get(3));
        tell(key);
        yield done(List.of());
      }
      case "registerSubscriber" -> {
        nodes.put(caller, (String) arguments.get(3));
        subscribers.computeIfAbsent(key, k -> new ArrayList<>()).add((String) arguments.get(3));
        yield done(List.copyOf(publishers.getOrDefault(key, List.of())));
      }
      case "unregisterPublisher" -> {
        publishers.getOrDefault(key, new ArrayList<>()).remove((String) arguments.get(2));
        tell(key);
        yield done(1);
      }
      case "unregisterSubscriber" -> {
        subscribers.getOrDefault(key, new ArrayList<>()).remove((String) arguments.get(2));
        yield done(1);
      }
      case "registerService" -> {
        services.put(key, (String) arguments.get(2));
        yield done(1);
      }
      case "unregisterService" -> done(services.remove(key) == null ? 0 : 1);
      case "lookupService" ->
          services.containsKey(key) ? done(services.get(key)) : List.of(-1, "unknown", "");
      case "lookupNode" -> nodes.containsKey(key) ? done(nodes.get(key)) : List.of(-1, "no", "");
      default -> throw new IllegalArgumentException("the stand-in knows no " + method);
    };
  }

  private static List<Object> done(Object value) {
    return List.of(1, "", value);
  }

  private void tell(String topic) {
    List<String> now = List.copyOf(publishers.get(topic));
    for (String subscriber : List.copyOf(subscribers.getOrDefault(topic, List.of()))) {
      Thread.ofVirtual().start(() -> tell(subscriber, topic, now));
    }
  }

  private static void tell(String subscriber, String topic, List<String> publishers) {
    try {
      new XmlRpcClient(URI.create(subscriber), Duration.ofSeconds(5))
          .call("publisherUpdate", "/master", topic, publishers);
    } catch (IOException e) {
      // It has gone, as a real master finds out too.
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
