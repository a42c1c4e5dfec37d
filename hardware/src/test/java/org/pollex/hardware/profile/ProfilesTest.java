package org.pollex.hardware.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.hardware.collision.SelfCollision;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.kinematics.InverseKinematics;
import org.pollex.hardware.kinematics.KinematicChain;

class ProfilesTest {
  static List<String> names() {
    return RobotProfiles.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyProfilePassesItsOwnCheck(String name) {
    ProfileReader.Result result = RobotProfiles.read(name);
    assertEquals(List.of(), result.problems());
    assertEquals(name, result.profile().orElseThrow().name());
  }

  @ParameterizedTest
  @MethodSource("names")
  void twoWaysOfForwardKinematicsAgreeAndInverseKinematicsUndoesIt(String name) {
    RobotProfile profile = RobotProfiles.of(name);
    KinematicChain chain = profile.chain();
    int[] places = profile.places(chain);
    SelfCollision tree = new SelfCollision(profile);
    InverseKinematics solver = new InverseKinematics(chain);
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    double[] q = new double[chain.size()];
    double[] answer = new double[chain.size()];
    int solved = 0;
    int poses = 100;
    for (int k = 0; k < poses; k++) {
      double[] all = new double[profile.joints().size()];
      for (int i = 0; i < q.length; i++) {
        q[i] =
            random.nextDouble(
                Math.max(chain.lower(i), -Math.PI), Math.min(chain.upper(i), Math.PI));
        all[places[i]] = q[i];
      }
      Pose tip = chain.forward(q);
      tree.gap(all);
      Pose same = tree.pose(profile.tool());
      assertEquals(0, tip.position().distance(same.position()), 1e-12, name + " seed " + seed);
      assertEquals(0, tip.rotation().angleTo(same.rotation()), 1e-7, name + " seed " + seed);
      solved += solver.solve(tip, null, answer) ? 1 : 0;
    }
    // A 5-joint arm (H1) reaches its own poses exactly; nothing else of its six dimensions.
    assertTrue(solved >= 99, name + ": " + solved + " of " + poses + ", seed " + seed);
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() throws IOException {
    String text;
    try (InputStream in = RobotProfiles.class.getResourceAsStream("panda.json")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String broken =
        text.replaceFirst("\"velocity\": 2.175", "\"velocity\": -1")
            .replaceFirst("\"tool\": \"tool\"", "\"tool\": \"nail\"")
            .replaceFirst("\"jerk\": 5000", "\"jolt\": 5000")
            .replaceFirst("\"command_ms\": 250", "\"command_ms\": \"soon\"");
    List<String> pointers =
        ProfileReader.read(broken.getBytes(StandardCharsets.UTF_8), "broken").problems().stream()
            .map(ProfileReader.Problem::pointer)
            .toList();
    assertTrue(
        pointers.containsAll(
            List.of(
                "/links/1/joint/velocity",
                "/links/1/joint/jolt",
                "/links/1/joint/jerk",
                "/tool",
                "/watchdog/command_ms")),
        pointers.toString());
  }

  @Test
  void foldedLinksAreSeenToMeet() {
    RobotProfile profile = RobotProfiles.of("ur5e");
    SelfCollision spheres = new SelfCollision(profile);
    assertTrue(spheres.gap(new double[] {0, -1.57, 3.1, -1.57, 0, 0}) < 0);
    assertTrue(spheres.nearest().isPresent());
  }
}
