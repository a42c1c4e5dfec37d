package org.pollex.policies.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.catalog.PolicyCatalog;

/** The documented example of an endpoint, in Python, is a policy like any other. */
class EndpointPolicyTest {
  private static Process server;
  private static String address;

  @BeforeAll
  static void start() throws Exception {
    Path root = Path.of(System.getProperty("pollex.root"));
    server =
        new ProcessBuilder(
                System.getProperty("pollex.python"),
                root.resolve("docs/examples/policy_endpoint.py").toString(),
                root.resolve("policies/proto").toString(),
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = server.inputReader();
    address = "remote:127.0.0.1:" + output.readLine();
  }

  @AfterAll
  static void end() {
    server.destroyForcibly();
  }

  @Test
  void theExampleActsInSeveralSessionsAtOnce() {
    try (Policy policy = PolicyCatalog.open(address)) {
      assertEquals("towards-goal", policy.spec().name());
      assertEquals(List.of("ee_pos", "goal"), policy.spec().streams());
      List<Policy.Session> sessions = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        sessions.add(policy.reset(task(), observation(i)));
      }
      for (int i = 2; i >= 0; i--) {
        Decision.Act act = (Decision.Act) sessions.get(i).act(observation(i));
        assertArrayEquals(new float[] {0.1f * i, 0.5f, -1, 0}, act.actions()[0], 1e-6f);
        assertEquals(Map.of("stack", "mine"), sessions.get(i).diagnostics());
      }
    }
  }

  @Test
  void whatIsNoServerOrNoOptionIsRefused() {
    assertTrue(
        assertThrows(EndpointLostException.class, () -> PolicyCatalog.open("remote:127.0.0.1:1"))
            .getMessage()
            .contains("127.0.0.1:1"));
    assertThrows(BadInputException.class, () -> PolicyCatalog.open(address + "?speed=high"));
  }

  private static TaskInstruction task() {
    return new TaskInstruction(
        "go there",
        10,
        1,
        new ActionSpec(
            ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION,
            "world",
            List.of(
                new ActionSpec.Channel("dx", "m", 0.01, -1, 1),
                new ActionSpec.Channel("dy", "m", 0.01, -1, 1),
                new ActionSpec.Channel("dz", "m", 0.01, -1, 1),
                new ActionSpec.Channel("gripper", "1", 1, -1, 1)),
            80));
  }

  private static Observation observation(int i) {
    return new Observation(
        0,
        0,
        Map.of(
            "ee_pos", Tensor.ofDoubles(new double[] {0, 0, 1}, 3),
            "goal", Tensor.ofDoubles(new double[] {0.01 * i, 0.05, 0}, 3)));
  }
}
