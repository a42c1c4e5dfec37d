package org.pollex.ros.ros1;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pollex.errors.BadInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node offers and hears, and what the master knows of it. A master that was restarted knows
 * nobody, and tells nobody so: once a second the node asks whether it is still known, and registers
 * everything anew when it is not.
 */
final class Registrations {
  private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final Ros1Node node;
  private final Map<String, Publisher> publishers = new ConcurrentHashMap<>();
  private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final Map<String, ServiceServer> services = new ConcurrentHashMap<>();
  private final Thread keeper;

  Registrations(Ros1Node node) {
    this.node = node;
    this.keeper = Thread.ofVirtual().name("ros1-keeper").unstarted(this::keep);
  }

  void start() {
    keeper.start();
  }

  void add(Publisher publisher) {
    refuseTwice(
        "publishes the topic",
        publisher.topic(),
        publishers.putIfAbsent(publisher.topic(), publisher));
    tell(() -> register(publisher));
  }

  void add(Subscription subscription) {
    Subscription before = subscriptions.putIfAbsent(subscription.topic(), subscription);
    if (before != null) {
      subscription.close();
    }
    refuseTwice("subscribes to the topic", subscription.topic(), before);
    tell(() -> register(subscription));
  }

  void add(ServiceServer service) {
    refuseTwice(
        "offers the service", service.name(), services.putIfAbsent(service.name(), service));
    tell(() -> register(service));
  }

  private void refuseTwice(String what, String name, Object before) {
    if (before != null) {
      throw new BadInputException(
          node.options().name() + " " + what + " " + name + " already",
          "Close the first one before.");
    }
  }

  void remove(Publisher publisher) {
    if (publishers.remove(publisher.topic(), publisher)) {
      leave(() -> node.master().unregisterPublisher(publisher.topic(), node.address()));
    }
  }

  void remove(Subscription subscription) {
    if (subscriptions.remove(subscription.topic(), subscription)) {
      leave(() -> node.master().unregisterSubscriber(subscription.topic(), node.address()));
    }
  }

  void remove(ServiceServer service) {
    if (services.remove(service.name(), service)) {
      leave(() -> node.master().unregisterService(service.name(), node.serviceAddress()));
    }
  }

  Optional<Publisher> publisher(String topic) {
    return Optional.ofNullable(publishers.get(topic));
  }

  Optional<Subscription> subscription(String topic) {
    return Optional.ofNullable(subscriptions.get(topic));
  }

  Optional<ServiceServer> service(String name) {
    return Optional.ofNullable(services.get(name));
  }

  List<List<String>> publications() {
    return publishers.values().stream().map(p -> List.of(p.topic(), p.type().name())).toList();
  }

  List<List<String>> subscriptions() {
    return subscriptions.values().stream().map(s -> List.of(s.topic(), s.typeName())).toList();
  }

  private void register(Publisher publisher) throws IOException {
    node.master().registerPublisher(publisher.topic(), publisher.type().name(), node.address());
  }

  private void register(Subscription subscription) throws IOException {
    List<String> found =
        node.master()
            .registerSubscriber(subscription.topic(), subscription.typeName(), node.address());
    subscription.update(addresses(found));
  }

  private void register(ServiceServer service) throws IOException {
    node.master().registerService(service.name(), node.serviceAddress(), node.address());
  }

  /** Addresses of nodes, as the master writes them. */
  static List<URI> addresses(List<?> texts) {
    List<URI> all = new ArrayList<>();
    for (Object text : texts) {
      URI uri = URI.create((String) text);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
        all.add(uri);
      }
    }
    return all;
  }

  /** Something that the master is told. */
  private interface Telling {
    void tell() throws IOException;
  }

  private void tell(Telling telling) {
    try {
      telling.tell();
    } catch (IOException e) {
      throw node.master().unreachable(e);
    }
  }

  /** On the way out, when the master may be gone itself. */
  private static void leave(Telling farewell) {
    try {
      farewell.tell();
    } catch (IOException e) {
      LOG.debug("unregistering failed: {}", e.getMessage());
    }
  }

  private void keep() {
    boolean reachable = true;
    while (true) {
      try {
        Thread.sleep(PERIOD);
        if (!forgotten()) {
          reachable = true;
          continue;
        }
        LOG.info("the ROS master does not know {} any more: registering", node.options().name());
        registerAll();
        reachable = true;
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        if (reachable) {
          LOG.warn("{}; connections between nodes go on without it", e.getMessage());
        }
        reachable = false;
      }
    }
  }

  private boolean forgotten() throws IOException {
    boolean anything = !publishers.isEmpty() || !subscriptions.isEmpty() || !services.isEmpty();
    return anything && node.master().lookupNode(node.options().name()).isEmpty();
  }

  private void registerAll() throws IOException {
    for (Publisher publisher : publishers.values()) {
      register(publisher);
    }
    for (ServiceServer service : services.values()) {
      register(service);
    }
    node.parameters().register(node.master());
    for (Subscription subscription : subscriptions.values()) {
      register(subscription);
    }
  }

  void close() {
    keeper.interrupt();
    List.copyOf(publishers.values()).forEach(Publisher::close);
    List.copyOf(subscriptions.values()).forEach(Subscription::close);
    List.copyOf(services.values()).forEach(ServiceServer::close);
  }
}
