package org.pollex.policies.remote.lbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.remote.EndpointLostException;
import org.pollex.policies.remote.Listener;
import org.pollex.policies.scripted.RandomPolicy;
import org.pollex.policies.scripted.ZeroPolicy;
import org.pollex.sim.server.Address;

class LbmServerTest {
  private static final Address FREE = new Address.Tcp("127.0.0.1", 0);

  private final List<String> log = new CopyOnWriteArrayList<>();

  private Listener serve(Policy policy, Address address) {
    return LbmServer.start(
        policy, new LbmServer.Settings(address, LbmControl.HAND, "do it"), log::add);
  }

  /** A client written in Python from the description: two clients in turn, seeds, refusals. */
  @Test
  void pythonClientsStepInTurnAndShareNothing() throws Exception {
    try (Listener server = serve(new RandomPolicy(), FREE)) {
      JsonNode seen =
          new ObjectMapper().readTree(PythonClient.run("drive", server.address().toString()));
      assertEquals("random", seen.path("name").asText());
      assertTrue(seen.path("metadata").asBoolean());
      assertFalse(seen.path("never_reset").asBoolean());
      assertFalse(seen.path("empty").asBoolean());
      seen.path("resets").forEach(ok -> assertTrue(ok.asBoolean()));
      assertEquals(12, seen.path("second").size());
      assertEquals(seen.path("second"), seen.path("again"), "equal seeds, equal actions");
      assertNotEquals(seen.path("first"), seen.path("second"));
      // The left arm and both rotations stay where they are told to be; the right hand comes first.
      JsonNode action = seen.path("first").path(3);
      assertEquals("right::panda", action.path(0).path(0).asText());
      assertEquals("left::panda", action.path(1).path(0).asText());
      assertEquals(0.03, action.path(1).path(1).asDouble());
      assertEquals(0.3, action.path(1).path(2).asDouble());
      assertEquals(-1, action.path(0).path(8).asDouble());
      assertTrue(Math.abs(action.path(0).path(1).asDouble() - 0.03) <= 0.04);
      assertEquals(2, log.size(), log.toString());
    }
  }

  @Test
  void aPolicyBehindTheInterfaceActsAsItDoesWithoutIt(@TempDir Path folder) {
    ActionSpec actions =
        new ActionSpec(
            ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION,
            "world",
            LbmControl.HAND.actions().channels(),
            80);
    TaskInstruction task = new TaskInstruction("reach", 100, 77, actions);
    Address address = new Address.Unix(folder.resolve("s"));
    try (Listener _ = serve(new RandomPolicy(), address);
        Policy remote = PolicyCatalog.open("remote:" + address + "?protocol=lbm")) {
      assertEquals("random", remote.spec().name());
      Policy.Session near = new RandomPolicy().reset(task, observation(0));
      Policy.Session far = remote.reset(task, observation(0));
      for (int step = 0; step < 20; step++) {
        float[][] expected = ((Decision.Act) near.act(observation(step))).actions();
        Decision.Act got = assertInstanceOf(Decision.Act.class, far.act(observation(step)));
        assertArrayEquals(expected[0], got.actions()[0], 1e-6f);
      }
    }
  }

  private static Observation observation(int step) {
    double[] at = {0.1 * step, 0.6, 0.2};
    return new Observation(
        step, 0, Map.of("ee_pos", Tensor.ofDoubles(at, 3), "command_pos", Tensor.ofDoubles(at, 3)));
  }

  @Test
  void aChunkIsUnrolledAndARefusalIsToldInTheLog() {
    List<Integer> asked = new ArrayList<>();
    Policy chunks =
        new Policy() {
          @Override
          public PolicySpec spec() {
            return new PolicySpec("chunks", "test", List.of("ee_pos"));
          }

          @Override
          public Session reset(TaskInstruction task, Observation first) {
            assertEquals(List.of("ee_pos"), List.copyOf(first.streams().keySet()));
            return observation -> {
              asked.add(observation.step());
              return observation.step() < 8
                  ? new Decision.Act(new float[][] {{0, 0, 0, 1}, {0, 0, 0, -1}, {1, 0, 0, 0}})
                  : new Decision.Refused("language", "unknown " + task.text());
            };
          }
        };
    LbmEpisode episode = new LbmEpisode(chunks, LbmControl.HAND, "do it", 1);
    List<Double> widths = new ArrayList<>();
    for (int step = 0; step < 9; step++) {
      widths.add(ArmPose.read(episode.step(LbmPolicyMessages.at(step))).get(Arm.RIGHT).width());
    }
    assertEquals(List.of(0, 3, 6), asked);
    assertEquals(List.of(0.0, 0.1, 0.05), widths.subList(0, 3));
    assertEquals(
        "the policy refuses (language): unknown do it",
        assertThrows(BadInputException.class, () -> episode.step(LbmPolicyMessages.at(9)))
            .getMessage()
            .lines()
            .findFirst()
            .orElseThrow());
  }

  @Test
  void whatCannotBeServedIsRefusedByName() {
    Policy secret = PolicyCatalog.open("expert");
    BadInputException refused =
        assertThrows(BadInputException.class, () -> serve(secret, FREE).close());
    assertTrue(refused.getMessage().contains("expert_action"), refused.getMessage());
    try (Listener server = serve(new ZeroPolicy(), FREE)) {
      assertThrows(
          BadInputException.class, () -> serve(new ZeroPolicy(), server.address()).close());
      assertThrows(
          BadInputException.class,
          () -> PolicyCatalog.open("remote:" + server.address() + "?protocol=other"));
    }
    assertThrows(
        EndpointLostException.class,
        () -> PolicyCatalog.open("remote:unix:/nowhere/s?protocol=lbm"));
  }
}
