package org.pollex.ros.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.errors.BadInputException;

class InterfacesTest {
  private static final Interfaces TYPES = TestTypes.interfaces();

  /** The hashes that ROS 2's own generator gave these types, as its packages state them. */
  @Test
  void hashesAreThoseOfRosidl() throws IOException {
    String text;
    try (var in = InterfacesTest.class.getResourceAsStream("/org/pollex/ros/hashes.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Map<String, String> expected = new HashMap<>();
    text.lines().map(l -> l.split(" ")).forEach(l -> expected.put(l[0], l[1]));
    Map<String, String> ours = new HashMap<>();
    for (String name : expected.keySet()) {
      if (name.contains("/msg/")) {
        put(ours, TYPES.message(name));
      } else if (name.contains("/srv/") && !name.contains("_Re")) {
        put(ours, TYPES.service(name));
      } else if (name.endsWith("Fibonacci")) {
        ActionType action = TYPES.action(name);
        List.of(action.goal(), action.result(), action.feedback(), action.feedbackMessage())
            .forEach(t -> put(ours, t));
        put(ours, action.sendGoal());
        put(ours, action.getResult());
      }
    }
    expected.remove("test_msgs/action/Fibonacci");
    assertEquals(expected, ours);
  }

  private static void put(Map<String, String> hashes, TopicType type) {
    hashes.put(type.name(), type.hash());
  }

  private static void put(Map<String, String> hashes, ServiceType type) {
    hashes.put(type.name(), type.hash());
    put(hashes, type.request());
    put(hashes, type.response());
  }

  /** The hash in the C header that control_msgs installs. */
  @Test
  void theArmControllersActionIsThatOfControlMsgs() {
    ActionType action = TYPES.action("control_msgs/action/FollowJointTrajectory");
    assertEquals(
        "RIHS01_8a9060704b269608f5a340934cc26e66869dd14bdac29e2e7fd9ec8b9882d205",
        action.goal().hash());
    assertEquals(
        "control_msgs::action::dds_::FollowJointTrajectory_SendGoal_Request_",
        action.sendGoal().request().ddsName());
    TYPES.action("control_msgs/action/GripperCommand");
  }

  @Test
  void aMessageIsFilledByFieldAndKeepsItsValues() {
    TopicType type = TYPES.message("sensor_msgs/msg/JointState");
    MessageCodec codec = type.newCodec();
    Message message =
        codec
            .type()
            .zero()
            .with("header.frame_id", "base")
            .with("header.stamp.nanosec", 4_000_000_000L)
            .with("position", new double[] {1, 2});
    Message read = codec.decode(codec.encode(message));
    assertEquals(message, read);
    assertEquals("base", read.text("header.frame_id"));
    assertEquals(0, ((String[]) read.get("name")).length);
  }

  @Test
  void whatIsMissingIsNamed() {
    BadInputException e =
        assertThrows(BadInputException.class, () -> TYPES.service("lab_msgs/srv/Weigh"));
    assertTrue(e.getMessage().contains("lab_msgs/srv/Weigh"), e.getMessage());
    assertThrows(BadInputException.class, () -> TYPES.message("../etc/passwd"));
  }
}
