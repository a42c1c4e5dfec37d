package org.pollex.ros.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
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
import org.pollex.ros.node.Node;
import org.pollex.ros.node.NodeOptions;
import org.pollex.ros.node.Publisher;
import org.pollex.ros.node.ServiceClient;
import org.pollex.ros.node.Subscription;
import org.pollex.ros.rtps.Domains;
import org.pollex.ros.rtps.Qos;

/**
 * CycloneDDS with ROS 2's names and our node serve each other. On demand: see docs/ROS.md, which
 * makes the Python that {@code -Dros.python} names. Services are in rmw_cyclonedds's dialect, which
 * the peer's types imitate.
 */
@Tag("long")
class CyclonePeerTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String STRING = "std_msgs/msg/String";
  private static final String JOINTS = "sensor_msgs/msg/JointState";
  private static final String IMAGE = "sensor_msgs/msg/Image";

  private Peer peer;
  private Node node;
  private long started;

  @BeforeEach
  void start() throws Exception {
    int domain = Domains.draw();
    peer = Peer.start("ros.python", "cyclone_peer.py", Integer.toString(domain));
    started = System.nanoTime();
    node = Node.open(NodeOptions.loopback(domain, "pollex"));
  }

  @AfterEach
  void stop() throws Exception {
    if (node != null) {
      node.close();
      peer.close();
    }
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
    long millis = (System.nanoTime() - started) / 1_000_000;
    double[] values = new double[30];
    for (int i = 0; i < count; i++) {
      java.util.Arrays.fill(values, i);
      Message joints = publisher.messages().zero().with("position", values);
      publisher.publish(joints);
      fast.publish(joints);
      Thread.sleep(5);
    }
    assertTrue(publisher.awaitAcknowledged(SOON));
    Thread.sleep(500);
    JsonNode seen = peer.ask("seen");
    System.out.println("cyclone: matched after " + millis + " ms, " + seen + ", back " + back);
    assertEquals(count, seen.path("joints").asInt());
    assertEquals(0, seen.path("lost").asInt());
    assertEquals(count, back.get());
    assertEquals(0, echo.lost() + echo.dropped());
    assertTrue(millis < 2000, "discovery took " + millis + " ms");
  }

  @Test
  void picturesOfAMegabyteBothWays() throws Exception {
    int count = 60;
    AtomicInteger bytes = new AtomicInteger();
    Subscription images =
        node.subscribe(
            "/images_from_cyclone",
            IMAGE,
            Qos.RELIABLE.keepLast(100),
            r -> bytes.addAndGet(((byte[]) r.message().get("data")).length));
    Publisher publisher = node.publisher("/images", IMAGE, Qos.RELIABLE);
    assertTrue(publisher.awaitSubscriptions(1, SOON) && images.awaitPublishers(1, SOON));
    Message image = publisher.messages().zero().with("data", new byte[1_000_000]);
    for (int i = 0; i < count; i++) {
      publisher.publish(image);
      Thread.sleep(33);
    }
    assertTrue(publisher.awaitAcknowledged(SOON));
    assertEquals(count, peer.ask("images 1000000 " + count).asInt());
    long end = System.nanoTime() + SOON.toNanos();
    int seen = 0;
    while ((seen < count || bytes.get() < count * 1_000_000) && System.nanoTime() < end) {
      Thread.sleep(100);
      seen = peer.ask("seen").path("images").asInt();
    }
    assertEquals(count, seen);
    assertEquals(count * 1_000_000, bytes.get());
    assertEquals(0, images.lost());
  }

  @Test
  void lateReadersGetWhatIsLatched() throws Exception {
    Publisher publisher = node.publisher("/latched", STRING, Qos.LATCHED);
    publisher.publish(publisher.messages().of("kept by pollex"));
    Thread.sleep(500);
    BlockingQueue<String> got = new LinkedBlockingQueue<>();
    node.subscribe(
        "/latched_from_cyclone", STRING, Qos.LATCHED, r -> got.add(r.message().text("data")));
    assertEquals("kept by cyclone", got.poll(10, TimeUnit.SECONDS));
    assertEquals("[\"kept by pollex\"]", peer.ask("latched").toString());
  }

  @Test
  void servicesBothWaysInCyclonesDialect() {
    ServiceClient client = node.client("/cyclone_switch", "std_srvs/srv/SetBool");
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
  void whatDoesNotFitIsToldInWords() throws Exception {
    node.subscribe("/modest", STRING, Qos.LATCHED, r -> {});
    long end = System.nanoTime() + SOON.toNanos();
    while (node.participant().mismatches().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertEquals(
        "rt/modest: reliability: the writer offers best effort, the reader asks for reliable; "
            + "durability: the writer offers volatile, the reader asks for transient local",
        node.participant().mismatches().getFirst().toString());
  }
}
