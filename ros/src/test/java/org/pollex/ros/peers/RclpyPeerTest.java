package org.pollex.ros.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageType;
import org.pollex.ros.node.ActionClient;
import org.pollex.ros.node.GoalOutcome;
import org.pollex.ros.node.GoalStatus;
import org.pollex.ros.node.Node;
import org.pollex.ros.node.NodeOptions;
import org.pollex.ros.node.ParameterClient;
import org.pollex.ros.node.Publisher;
import org.pollex.ros.node.SentGoal;
import org.pollex.ros.node.ServiceClient;
import org.pollex.ros.node.Subscription;
import org.pollex.ros.rtps.Domains;
import org.pollex.ros.rtps.Qos;
import org.pollex.ros.types.TestTypes;

/**
 * A real rclpy (on Fast DDS) and our node serve each other. On demand: see docs/ROS.md, which makes
 * the Python that {@code -Dros.python} names.
 */
@Tag("long")
class RclpyPeerTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String STRING = "std_msgs/msg/String";
  private static final String JOINTS = "sensor_msgs/msg/JointState";

  private Peer peer;
  private Node node;
  private long started;

  @BeforeEach
  void start() throws Exception {
    int domain = Domains.draw();
    peer = Peer.start("ros.python", "rclpy_peer.py", Integer.toString(domain));
    started = System.nanoTime();
    node = Node.open(NodeOptions.loopback(domain, "pollex").with(TestTypes.interfaces()));
  }

  @AfterEach
  void stop() throws Exception {
    if (node != null) {
      node.close();
      peer.close();
    }
  }

  @Test
  void topicsBothWays() throws Exception {
    BlockingQueue<String> got = new LinkedBlockingQueue<>();
    Subscription echo =
        node.subscribe("/from_py", STRING, Qos.RELIABLE, r -> got.add(r.message().text("data")));
    Publisher publisher = node.publisher("/to_py", STRING, Qos.RELIABLE);
    assertTrue(publisher.awaitSubscriptions(1, SOON));
    assertTrue(echo.awaitPublishers(1, SOON));
    long millis = (System.nanoTime() - started) / 1_000_000;
    System.out.println("rclpy: matched after " + millis + " ms");
    for (int i = 0; i < 100; i++) {
      publisher.publish(publisher.messages().of("ä" + i));
      assertEquals("echo ä" + i, got.poll(10, TimeUnit.SECONDS));
    }
    assertTrue(millis < 2000, "discovery took " + millis + " ms");
  }

  @Test
  void reliableStreamsOfJointsLoseNothing() throws Exception {
    int count = 2_000;
    AtomicInteger back = new AtomicInteger();
    Subscription echo =
        node.subscribe("/joints_back", JOINTS, Qos.RELIABLE.keepAll(), r -> back.incrementAndGet());
    Publisher publisher = node.publisher("/joints", JOINTS, Qos.RELIABLE.keepAll());
    Publisher fast = node.publisher("/joints_best_effort", JOINTS, Qos.SENSOR);
    assertTrue(publisher.awaitSubscriptions(1, SOON) && fast.awaitSubscriptions(1, SOON));
    assertTrue(echo.awaitPublishers(1, SOON));
    for (int i = 0; i < count; i++) {
      Message joints = joints(publisher.messages(), i);
      publisher.publish(joints);
      fast.publish(joints);
      Thread.sleep(5);
    }
    assertTrue(publisher.awaitAcknowledged(SOON));
    Thread.sleep(500);
    JsonNode seen = peer.ask("seen");
    System.out.println("rclpy: " + seen + ", back " + back);
    assertEquals(count, seen.path("joints").asInt());
    assertEquals(0, seen.path("lost").asInt());
    assertEquals(count, back.get());
    assertEquals(0, echo.lost() + echo.dropped());
  }

  private static Message joints(MessageType type, int number) {
    String[] names = new String[30];
    java.util.Arrays.setAll(names, i -> "joint_" + i);
    double[] values = new double[30];
    java.util.Arrays.fill(values, number);
    return type.zero().with("name", names).with("position", values).with("velocity", values);
  }

  @Test
  void picturesOfAMegabyteBothWays() throws Exception {
    int count = 90;
    List<Integer> sizes = new ArrayList<>();
    Subscription images =
        node.subscribe(
            "/images_from_py",
            "sensor_msgs/msg/Image",
            Qos.RELIABLE.keepLast(100),
            r -> sizes.add(((byte[]) r.message().get("data")).length));
    Publisher publisher = node.publisher("/images", "sensor_msgs/msg/Image", Qos.RELIABLE);
    assertTrue(publisher.awaitSubscriptions(1, SOON) && images.awaitPublishers(1, SOON));
    Message image = publisher.messages().zero().with("data", new byte[1_000_000]);
    for (int i = 0; i < count; i++) {
      publisher.publish(image);
      Thread.sleep(33);
    }
    assertTrue(publisher.awaitAcknowledged(SOON));
    Thread.sleep(300);
    assertEquals(count, peer.ask("seen").path("images").asInt());
    assertEquals(count, peer.ask("images 1000000 " + count).asInt());
    long end = System.nanoTime() + SOON.toNanos();
    while (sizes.size() < count && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertEquals(count, sizes.size());
    assertTrue(sizes.stream().allMatch(s -> s == 1_000_000));
    assertEquals(0, images.lost());
  }

  @Test
  void lateReadersGetWhatIsLatched() throws Exception {
    Publisher publisher = node.publisher("/latched", STRING, Qos.LATCHED);
    publisher.publish(publisher.messages().of("kept by pollex"));
    Thread.sleep(500);
    BlockingQueue<String> got = new LinkedBlockingQueue<>();
    node.subscribe("/latched_from_py", STRING, Qos.LATCHED, r -> got.add(r.message().text("data")));
    assertEquals("kept by py", got.poll(10, TimeUnit.SECONDS));
    assertEquals("[\"kept by pollex\"]", peer.ask("latched").toString());
  }

  @Test
  void servicesBothWays() {
    ServiceClient client = node.client("/py_switch", "std_srvs/srv/SetBool");
    for (int i = 0; i < 200; i++) {
      Message answer = client.call(client.requests().of(i % 2 == 0), SOON);
      assertEquals(i % 2 == 0, answer.get("success"));
    }
    MessageType responses = node.interfaces().service("std_srvs/srv/SetBool").response().messages();
    node.serve(
        "/switch", "std_srvs/srv/SetBool", request -> responses.of(request.get("data"), "set"));
    assertEquals(200, peer.ask("call 200").asInt());
  }

  @Test
  void actionsBothWays() throws Exception {
    ActionClient client = node.actionClient("/py_fibonacci", "test_msgs/action/Fibonacci");
    assertTrue(client.awaitServer(SOON));
    List<Message> feedback = new ArrayList<>();
    SentGoal goal = client.send(client.goals().of(10), feedback::add).get(10, TimeUnit.SECONDS);
    GoalOutcome outcome = goal.result().get(10, TimeUnit.SECONDS);
    assertEquals(GoalStatus.SUCCEEDED, outcome.status());
    assertEquals(55, ((int[]) outcome.result().get("sequence"))[10]);
    assertEquals(9, feedback.size());
    SentGoal endless = client.send(client.goals().of(40), f -> {}).get(10, TimeUnit.SECONDS);
    assertTrue(endless.cancel().get(10, TimeUnit.SECONDS));
    assertEquals(GoalStatus.CANCELED, endless.result().get(10, TimeUnit.SECONDS).status());

    node.serveAction("/fibonacci", "test_msgs/action/Fibonacci", RclpyPeerTest::fibonacci);
    assertEquals("[4,55,9]", peer.ask("fibonacci 10 wait").toString());
    assertEquals(5, peer.ask("fibonacci 45 cancel").get(0).asInt());
  }

  private static GoalOutcome fibonacci(org.pollex.ros.node.ServedGoal goal) throws Exception {
    int order = (int) goal.goal().number("order");
    int[] sequence = {0, 1};
    for (int i = 1; i < order; i++) {
      if (goal.cancelRequested()) {
        return goal.canceled(goal.results().of((Object) sequence));
      }
      sequence = java.util.Arrays.copyOf(sequence, i + 2);
      sequence[i + 1] = sequence[i] + sequence[i - 1];
      goal.feedback(goal.feedbacks().of((Object) sequence));
      Thread.sleep(10);
    }
    return goal.succeeded(goal.results().of((Object) sequence));
  }

  @Test
  void parametersBothWays() {
    try (ParameterClient client = node.parametersOf("/py/peer")) {
      assertEquals(1.5, client.get("gain"));
      client.set("gain", 2.5);
      assertEquals(2.5, client.get("gain"));
      assertTrue(client.list().contains("use_sim_time"));
    }
    node.parameters().declare("rate", 5.0);
    assertEquals("[5.0,true]", peer.ask("parameters").toString());
    assertEquals(7.5, node.parameters().get("rate"));
  }

  @Test
  void eachSeesTheOthersGraph() throws Exception {
    node.publisher("/joints", JOINTS, Qos.RELIABLE);
    long end = System.nanoTime() + SOON.toNanos();
    while (!(node.graph().services().containsKey("/py_switch")
            && node.graph().nodes().contains("/py/peer"))
        && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertTrue(node.graph().nodes().contains("/py/peer"), node.graph().nodes().toString());
    assertEquals("std_srvs/srv/SetBool", node.graph().services().get("/py_switch"));
    Thread.sleep(500);
    JsonNode graph = peer.ask("graph");
    assertEquals("[\"/pollex\",\"/py/peer\"]", graph.path("nodes").toString());
    assertEquals("[\"/joints\",\"/parameter_events\"]", graph.path("publishers").toString());
    assertTrue(graph.path("services").toString().contains("/pollex/set_parameters_atomically"));
    assertEquals(
        node.interfaces().message(JOINTS).hash(), graph.path("hash").asText(), graph.toString());
  }

  @Test
  void thoseWhoDieAreForgotten() throws Exception {
    Publisher publisher = node.publisher("/to_py", STRING, Qos.RELIABLE);
    assertTrue(publisher.awaitSubscriptions(1, SOON));
    peer.kill();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (publisher.subscriptions() > 0 && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertEquals(0, publisher.subscriptions());
    assertFalse(node.graph().nodes().contains("/py/peer"));
  }
}
