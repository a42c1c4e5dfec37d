package org.pollex.ros.ros1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageType;
import org.pollex.errors.RunFailedException;

/**
 * The node beside ROS 1's own master, tools and Python client, where they are installed (Debian:
 * {@code apt install python3-rospy python3-rosmaster python3-rostopic python3-rosservice
 * python3-rosparam python3-sensor-msgs python3-geometry-msgs python3-std-srvs}).
 */
@EnabledIf("org.pollex.ros.ros1.DebianRos#installed")
class DebianRosTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ServiceType SET_BOOL =
      ServiceType.of("std_srvs/SetBool", "bool data\n---\nbool success\nstring message\n");
  private static final ServiceType TRIGGER =
      ServiceType.of("std_srvs/Trigger", "---\nbool success\nstring message\n");

  private static DebianRos ros;

  @BeforeAll
  static void start() throws IOException {
    ros = new DebianRos();
  }

  @AfterAll
  static void stop() {
    ros.close();
  }

  @Test
  void hearsWhatRostopicPublishes() throws IOException {
    List<Received> heard = new CopyOnWriteArrayList<>();
    try (Ros1Node node = Ros1Node.start(ros.options("/hearing"));
        Subscription typed =
            node.subscribe("/greeting", Ros1Type.of("std_msgs/String"), 10, heard::add)) {
      Process peer =
          ros.start(
              "rostopic", "pub", "-r", "50", "/greeting", "std_msgs/String", "data: 'grüezi'");
      Waiting.until(SOON, "ten greetings", () -> heard.size() >= 10);
      assertEquals("grüezi", heard.getFirst().message().text("data"));
      assertEquals(1, typed.publishers());
      assertEquals("std_msgs/String", node.topics().get("/greeting"));
      peer.destroy();
      Waiting.until(SOON, "the publisher is gone", () -> typed.publishers() == 0);
    }
  }

  @Test
  void hearsATypeThatItWasNotTold() throws IOException {
    List<Received> heard = new CopyOnWriteArrayList<>();
    try (Ros1Node node = Ros1Node.start(ros.options("/curious"));
        Subscription any = node.subscribe("/unknown", 10, heard::add)) {
      ros.start(
          "rostopic", "pub", "-r", "50", "/unknown", "geometry_msgs/Point", "{x: 1, y: 2, z: 3}");
      Waiting.until(SOON, "a point", () -> !heard.isEmpty());
      assertEquals("geometry_msgs/Point", heard.getFirst().type().name());
      assertEquals(3, heard.getFirst().message().number("z"));
      assertEquals(0, any.damaged());
    }
  }

  @Test
  void isHeardByRostopicWithLatchedAndNestedMessages() throws IOException {
    try (Ros1Node node = Ros1Node.start(ros.options("/speaking"));
        Publisher publisher =
            node.advertise("/joints", Ros1Type.of("sensor_msgs/JointState"), 10, true)) {
      publisher.publish(jointState(publisher.messages(), 3));
      String seen = ros.run("rostopic", "echo", "-n", "1", "/joints");
      assertTrue(seen.contains("position: [0.0, 0.5, 1.0]"), seen);
      assertTrue(seen.contains("frame_id: \"base\""), seen);
      assertTrue(ros.run("rostopic", "info", "/joints").contains("* /speaking"));
      assertTrue(ros.run("rostopic", "type", "/joints").startsWith("sensor_msgs/JointState"));
    }
  }

  static Message jointState(MessageType type, int joints) {
    Message stamp = type.nested("header").nested("stamp").of(7L, 9L);
    Message header = type.nested("header").of(1L, stamp, "base");
    String[] names = new String[joints];
    double[] position = new double[joints];
    for (int i = 0; i < joints; i++) {
      names[i] = "joint" + i;
      position[i] = i * 0.5;
    }
    return type.of(header, names, position, new double[joints], new double[joints]);
  }

  @Test
  void servesAndFailsInWords() throws IOException {
    try (Ros1Node node = Ros1Node.start(ros.options("/serving"));
        ServiceServer service = node.serve("/switch", SET_BOOL, DebianRosTest::onlyOn)) {
      String on = ros.run("rosservice", "call", service.name(), "true");
      assertTrue(on.contains("success: True") && on.contains("message: \"is on\""), on);
      String off = ros.run("rosservice", "call", service.name(), "false");
      assertTrue(off.contains("never off"), off);
      assertTrue(ros.run("rosservice", "type", "/switch").startsWith("std_srvs/SetBool"));

      ServiceClient own = node.client("/switch", SET_BOOL);
      assertEquals("is on", own.call(own.requests().of(true), SOON).text("message"));
      RunFailedException failed =
          assertThrows(RunFailedException.class, () -> own.call(own.requests().of(false), SOON));
      assertTrue(failed.getMessage().contains("never off"), failed::getMessage);
    }
  }

  private static Message onlyOn(Message request, MessageType responses) {
    if (request.number("data") == 0) {
      throw new IllegalStateException("never off");
    }
    return responses.of(true, "is on");
  }

  @Test
  void callsAServiceOfRospy() throws IOException {
    ros.start(
        "/usr/bin/python3",
        "-c",
        """
        import rospy, std_srvs.srv as s
        rospy.init_node('offering')
        rospy.Service('/offered', s.Trigger, lambda q: s.TriggerResponse(True, 'from rospy'))
        rospy.spin()
        """);
    try (Ros1Node node = Ros1Node.start(ros.options("/calling"))) {
      ServiceClient client = node.client("/offered", TRIGGER);
      Waiting.until(
          SOON,
          "the service is there",
          () -> !node.asking(m -> m.lookupService("/offered")).isEmpty());
      for (int i = 0; i < 50; i++) {
        assertEquals("from rospy", client.call(client.requests().of(), SOON).text("message"));
      }
    }
  }

  @Test
  void sharesParameters() throws IOException {
    try (Ros1Node node = Ros1Node.start(ros.options("/setting"))) {
      Parameters parameters = node.parameters();
      parameters.set("/gains", List.of(1.5, 2, true, "text"));
      String seen = ros.run("rosparam", "get", "/gains");
      assertTrue(seen.replace("\n", "").contains("1.5") && seen.contains("text"), seen);

      AtomicReference<Object> watched = new AtomicReference<>();
      parameters.watch("/speed", watched::set);
      ros.run("rosparam", "set", "/speed", "0.25");
      Waiting.until(SOON, "the new speed", () -> Double.valueOf(0.25).equals(watched.get()));
      assertEquals(Optional.of(0.25), parameters.get("/speed"));
      assertEquals(Optional.of("/speed"), parameters.search("speed"));
      parameters.delete("/speed");
      assertEquals(Optional.empty(), parameters.get("/speed"));
      assertTrue(parameters.names().contains("/gains"));
    }
  }

  @Test
  void survivesARestartOfTheMaster() throws IOException, InterruptedException {
    List<Received> heard = new CopyOnWriteArrayList<>();
    try (DebianRos own = new DebianRos();
        Ros1Node speaker = Ros1Node.start(own.options("/speaker"));
        Ros1Node listener = Ros1Node.start(own.options("/listener"));
        Publisher publisher =
            speaker.advertise("/still", Ros1Type.of("std_msgs/String"), 10, false);
        Subscription subscription =
            listener.subscribe("/still", Ros1Type.of("std_msgs/String"), 10, heard::add)) {
      Waiting.until(SOON, "connected", () -> publisher.subscribers() == 1);
      own.killMaster();
      publisher.publish(publisher.messages().of("without a master"));
      Waiting.until(SOON, "heard without a master", () -> heard.size() == 1);
      own.startMaster();
      Waiting.until(SOON, "known again", () -> speaker.topics().containsKey("/still"));
      List<Received> late = new ArrayList<>();
      try (Ros1Node newcomer = Ros1Node.start(own.options("/newcomer"));
          Subscription fresh =
              newcomer.subscribe("/still", Ros1Type.of("std_msgs/String"), 10, late::add)) {
        Waiting.until(SOON, "the newcomer is connected", () -> publisher.subscribers() == 2);
        assertEquals("/still", fresh.topic());
      }
      assertEquals(0, subscription.dropped());
    }
  }

  @Test
  void aNodeOfTheSameNameTakesOver() {
    Ros1Node first = Ros1Node.start(ros.options("/twin"));
    first.advertise("/twins", Ros1Type.of("std_msgs/String"), 1, false);
    try (Ros1Node second = Ros1Node.start(ros.options("/twin"))) {
      second.advertise("/twins", Ros1Type.of("std_msgs/String"), 1, false);
      Waiting.until(SOON, "the first one leaves", first::closed);
    }
  }

  @Test
  void simulatedTimeIsThatOfTheClock() throws IOException {
    try (DebianRos own = new DebianRos();
        Ros1Node node = Ros1Node.start(own.options("/timely"))) {
      node.parameters().set("/use_sim_time", true);
      Ros1Clock clock = node.clock();
      own.start(
          "rostopic",
          "pub",
          "-r",
          "20",
          "/clock",
          "rosgraph_msgs/Clock",
          "clock: {secs: 5, nsecs: 7}");
      Waiting.until(SOON, "the clock", () -> clock.nanos() == 5_000_000_007L);
      assertTrue(clock.simulated());
    }
  }
}
