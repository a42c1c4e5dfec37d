package org.pollex.ros.ros1;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.ros.ros1.tcpros.ConnectionHeader;
import org.pollex.ros.ros1.tcpros.TcpRosConnection;
import org.pollex.ros.ros1.tcpros.TcpRosServer;
import org.pollex.ros.ros1.xmlrpc.XmlRpcServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node of a ROS 1 graph. Safe for several threads; closing it unregisters everything. */
public final class Ros1Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ros1Node.class);

  private final Ros1Options options;
  private final Master master;
  private final XmlRpcServer slave;
  private final TcpRosServer tcp;
  private final Parameters parameters = new Parameters(this);
  private final Registrations registrations = new Registrations(this);
  private final AtomicBoolean closed = new AtomicBoolean();

  private Ros1Node(Ros1Options options) throws IOException {
    this.options = options;
    this.master = new Master(options.master(), options.name(), options.timeout());
    this.tcp = new TcpRosServer(options.bind(), this::serve);
    this.slave = new XmlRpcServer(options.bind(), 0, new SlaveApi(this));
  }

  /**
   * Starts a node.
   *
   * @throws RunFailedException if the master cannot be reached
   * @throws BadInputException if this machine cannot listen on the address it was given
   */
  public static Ros1Node start(Ros1Options options) {
    Ros1Node node;
    try {
      node = new Ros1Node(options);
    } catch (IOException e) {
      throw new BadInputException(
          "cannot listen on " + options.bind().getHostAddress() + ": " + e.getMessage(),
          "Set ROS_IP to an address of this machine.",
          e);
    }
    try {
      node.master.pid();
    } catch (IOException e) {
      node.close();
      throw node.master.unreachable(e);
    }
    node.registrations.start();
    return node;
  }

  /** Returns how the node was started. */
  public Ros1Options options() {
    return options;
  }

  /** Returns the master's parameters. */
  public Parameters parameters() {
    return parameters;
  }

  /** Returns the graph's time; asks the master once whether it is simulated. */
  public Ros1Clock clock() {
    return new Ros1Clock(this);
  }

  /** Returns all topics that the master knows, with their types. */
  public Map<String, String> topics() {
    Map<String, String> all = new java.util.TreeMap<>();
    for (List<String> pair : asking(Master::topicTypes)) {
      all.put(pair.get(0), pair.get(1));
    }
    return all;
  }

  /**
   * Publishes a topic.
   *
   * @param depth how many messages wait for a slow subscriber before the oldest is dropped
   * @param latched whether later subscribers are sent the last message
   * @throws BadInputException if this node publishes it already
   */
  public Publisher advertise(String topic, Ros1Type type, int depth, boolean latched) {
    Publisher publisher = new Publisher(this, topic, type, depth, latched);
    registrations.add(publisher);
    return publisher;
  }

  /**
   * Subscribes to a topic.
   *
   * @param depth how many messages wait for a slow receiver before the oldest is dropped
   * @throws BadInputException if this node subscribes to it already
   */
  public Subscription subscribe(
      String topic, Ros1Type type, int depth, Consumer<Received> receiver) {
    return subscribe(topic, Optional.of(type), depth, receiver);
  }

  /** Subscribes to a topic of any type; each message names its own. */
  public Subscription subscribe(String topic, int depth, Consumer<Received> receiver) {
    return subscribe(topic, Optional.empty(), depth, receiver);
  }

  private Subscription subscribe(
      String topic, Optional<Ros1Type> type, int depth, Consumer<Received> receiver) {
    Subscription subscription = new Subscription(this, topic, type, depth, receiver);
    registrations.add(subscription);
    return subscription;
  }

  /**
   * Offers a service.
   *
   * @throws BadInputException if this node offers it already
   */
  public ServiceServer serve(String name, ServiceType type, ServiceServer.Handler handler) {
    ServiceServer service = new ServiceServer(this, name, type, handler);
    registrations.add(service);
    return service;
  }

  /** Makes a client of a service. */
  public ServiceClient client(String name, ServiceType type) {
    return new ServiceClient(this, name, type);
  }

  // What the master and other nodes are told.

  Master master() {
    return master;
  }

  Registrations registrations() {
    return registrations;
  }

  URI address() {
    return URI.create("http://" + options.host() + ":" + slave.port() + "/");
  }

  String serviceAddress() {
    return "rosrpc://" + options.host() + ":" + port();
  }

  int port() {
    return tcp.port();
  }

  /** Something that the master is asked. */
  interface Question<T> {
    T ask(Master master) throws IOException;
  }

  <T> T asking(Question<T> question) {
    try {
      return question.ask(master);
    } catch (IOException e) {
      throw master.unreachable(e);
    }
  }

  // Connections.

  private void serve(ConnectionHeader header, TcpRosConnection connection) throws IOException {
    Optional<Publisher> publisher = registrations.publisher(header.get("topic"));
    Optional<ServiceServer> service = registrations.service(header.get("service"));
    if (publisher.isPresent()) {
      publisher.get().serve(header, connection);
    } else if (service.isPresent()) {
      service.get().serve(header, connection);
    } else {
      ConnectionHeader.error(
              "%s offers neither the topic '%s' nor the service '%s'"
                  .formatted(options.name(), header.get("topic"), header.get("service")))
          .write(connection.out());
    }
  }

  /** Another node took this one's name: it goes, as ROS 1 asks. */
  void displaced(String why) {
    LOG.warn("{} was told to shut down: {}", options.name(), why);
    Thread.ofVirtual().start(this::close);
  }

  /** Whether the node was closed, by its owner or because another took its name. */
  public boolean closed() {
    return closed.get();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    registrations.close();
    tcp.close();
    slave.close();
  }
}
