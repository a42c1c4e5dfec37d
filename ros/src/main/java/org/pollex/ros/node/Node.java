package org.pollex.ros.node;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pollex.datasets.message.Message;
import org.pollex.ros.rtps.DataReader;
import org.pollex.ros.rtps.DataWriter;
import org.pollex.ros.rtps.Mismatch;
import org.pollex.ros.rtps.NetworkListener;
import org.pollex.ros.rtps.Participant;
import org.pollex.ros.rtps.Qos;
import org.pollex.ros.rtps.Sample;
import org.pollex.ros.types.Interfaces;
import org.pollex.ros.types.TopicType;

/**
 * A node of ROS 2, from a plain JDK. See the package for an example.
 *
 * <p>Names are {@code /absolute}, {@code relative} to the namespace, or {@code ~/private}. Types
 * are named in full: {@code sensor_msgs/msg/JointState}.
 */
public final class Node implements AutoCloseable {
  /** What services use on both sides. */
  static final Qos SERVICES = Qos.RELIABLE.keepLast(1000);

  private static final System.Logger LOG = System.getLogger(Node.class.getName());

  private final NodeOptions options;
  private final Participant participant;
  private final Graph graph;
  private final Parameters parameters;
  private final List<AutoCloseable> parts = new CopyOnWriteArrayList<>();

  private Node(NodeOptions options) {
    this.options = options;
    this.participant = Participant.open(options.network().named(fullName(options)));
    participant.listen(new Complaints());
    this.graph = new Graph(participant, options);
    this.parameters = new Parameters(this);
  }

  /**
   * Starts a node.
   *
   * @throws org.pollex.errors.RunFailedException if its interface is not there
   */
  public static Node open(NodeOptions options) {
    return new Node(options);
  }

  /** Says in the log what does not fit; a doctor asks for it by {@link Participant#mismatches}. */
  private static final class Complaints implements NetworkListener {
    @Override
    public void mismatched(Mismatch mismatch) {
      LOG.log(System.Logger.Level.WARNING, "not joined: {0}", mismatch);
    }
  }

  private static String fullName(NodeOptions options) {
    return Names.expand(options.name(), options.namespace(), options.name());
  }

  /** Returns the name in full: {@code /lab/policy}. */
  public String fullName() {
    return fullName(options);
  }

  /** Returns where types are found. */
  public Interfaces interfaces() {
    return options.interfaces();
  }

  /** Returns the participant below: what it knows of the network. */
  public Participant participant() {
    return participant;
  }

  /** Returns what is known of other nodes, topics and services. */
  public Graph graph() {
    return graph;
  }

  /** Returns this node's parameters, which others can read and set. */
  public Parameters parameters() {
    return parameters;
  }

  /** Sends messages on a topic. */
  public Publisher publisher(String topic, String type, Qos qos) {
    return publisher(topic, interfaces().message(type), qos);
  }

  /** Sends messages of a type that is known already. */
  public Publisher publisher(String topic, TopicType type, Qos qos) {
    return new Publisher(this, writer(Names.topic(expand(topic)), type, type.hash(), qos), type);
  }

  /** Hands the messages of a topic to a listener, on a thread of its own. */
  public Subscription subscribe(String topic, String type, Qos qos, Consumer<Received> listener) {
    return subscribe(topic, interfaces().message(type), qos, listener);
  }

  /** Hands on messages of a type that is known already. */
  public Subscription subscribe(
      String topic, TopicType type, Qos qos, Consumer<Received> listener) {
    return new Subscription(this, type, qos, listener).start(reading(topic, type, qos));
  }

  /**
   * Hands the messages of a topic to a listener on the receiving thread: sooner by the change of
   * threads. While the listener runs, the node hears nothing; it must not block.
   */
  public Subscription subscribeDirect(
      String topic, String type, Qos qos, Consumer<Received> listener) {
    TopicType found = interfaces().message(type);
    return new Subscription(this, found, qos, listener).startDirect(reading(topic, found, qos));
  }

  private Function<Consumer<Sample>, DataReader> reading(String topic, TopicType type, Qos qos) {
    return listener -> reader(Names.topic(expand(topic)), type, type.hash(), qos, listener);
  }

  /**
   * Answers a service.
   *
   * @param handler makes the response of a request; runs on a thread of its own for each
   */
  public ServiceServer serve(String service, String type, Function<Message, Message> handler) {
    return ServiceServer.blocking(this, expand(service), interfaces().service(type), handler);
  }

  /** Answers a service when the answer is there; the handler itself must not block. */
  public ServiceServer serveLater(
      String service, String type, Function<Message, CompletionStage<Message>> handler) {
    return new ServiceServer(this, expand(service), interfaces().service(type), handler);
  }

  /** Calls a service. */
  public ServiceClient client(String service, String type) {
    return new ServiceClient(this, expand(service), interfaces().service(type));
  }

  /** Serves an action. */
  public ActionServer serveAction(String action, String type, GoalHandler handler) {
    return new ActionServer(this, expand(action), interfaces().action(type), handler);
  }

  /** Sends goals to an action. */
  public ActionClient actionClient(String action, String type) {
    return new ActionClient(this, expand(action), interfaces().action(type));
  }

  /** Reads and sets the parameters of another node, by its name in full. */
  public ParameterClient parametersOf(String fullName) {
    return new ParameterClient(this, fullName);
  }

  private String expand(String name) {
    return Names.expand(name, options.namespace(), options.name());
  }

  DataWriter writer(String ddsTopic, TopicType type, String hash, Qos qos) {
    DataWriter writer = participant.createWriter(ddsTopic, type.ddsName(), qos, told(hash));
    parts.add(writer);
    graph.added(writer.endpoint());
    return writer;
  }

  DataReader reader(
      String ddsTopic, TopicType type, String hash, Qos qos, Consumer<Sample> listener) {
    DataReader reader =
        participant.createReader(ddsTopic, type.ddsName(), qos, told(hash), listener);
    parts.add(reader);
    graph.added(reader.endpoint());
    return reader;
  }

  /** What ROS 2 tells of an endpoint beside its type's name. */
  private byte[] told(String hash) {
    String text = options.distro().hashes() ? "typehash=" + hash + ";" : "";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void close(DataWriter writer) {
    if (parts.remove(writer)) {
      graph.removed(writer.endpoint());
      writer.close();
    }
  }

  void close(DataReader reader) {
    if (parts.remove(reader)) {
      graph.removed(reader.endpoint());
      reader.close();
    }
  }

  /** Leaves the network. */
  @Override
  public void close() {
    participant.close();
  }
}
