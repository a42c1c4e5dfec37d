package org.pollex.policies.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.safety.Rule;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.Observation;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.policies.Decision;
import org.pollex.policies.PointWorld;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.rollout.RolloutResult.End;
import org.pollex.policies.scripted.RandomPolicy;
import org.pollex.policies.scripted.ZeroPolicy;

class RolloutEngineTest {
  /** Goes straight to the goal, in chunks of three actions. */
  private static final Policy SEEKER =
      policy(
          observation -> {
            Vec3 delta = observation.point("goal").minus(observation.point("command_pos"));
            float[] action = new float[3];
            for (int i = 0; i < 3; i++) {
              action[i] = (float) Math.clamp(delta.toArray()[i] * 100, -1, 1);
            }
            return new Decision.Act(new float[][] {action, action, action});
          });

  @Test
  void outcomesDoNotDependOnHowManySlotsRan() {
    List<RolloutRequest> requests = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 40; i++) {
      Policy policy = i % 3 == 0 ? SEEKER : i % 3 == 1 ? new RandomPolicy() : new ZeroPolicy();
      double[] goal = random.doubles(3, -0.3, 0.3).toArray();
      requests.add(request("r" + i, policy, goal, 60 + i, i));
    }
    Map<String, String> alone = outcomes(run(1, 0, requests));
    assertEquals(40, alone.size());
    assertEquals(alone, outcomes(run(7, 0, requests)));
    assertEquals(alone, outcomes(run(64, 0, requests)));
  }

  @Test
  void anEpisodeGoesOnAfterSuccessAsLongAsAsked() {
    RolloutRequest request = request("r", SEEKER, new double[] {0.1, 0, 0}, 100, 0);
    RolloutResult stopping = run(1, 0, List.of(request)).getFirst();
    RolloutResult holding = run(1, 5, List.of(request)).getFirst();
    assertTrue(stopping.success());
    assertEquals(stopping.firstSuccess(), stopping.steps());
    assertEquals(stopping.firstSuccess(), holding.firstSuccess());
    assertEquals(stopping.steps() + 5, holding.steps());
  }

  @Test
  void aPolicySeesOnlyTheStreamsItNames() {
    Policy blind =
        new Policy() {
          @Override
          public PolicySpec spec() {
            return new PolicySpec("blind", "test", List.of("command_pos"));
          }

          @Override
          public Session reset(TaskInstruction task, Observation first) {
            return observation -> {
              assertFalse(observation.has("goal"));
              return new Decision.Finished("seen enough");
            };
          }
        };
    RolloutResult result =
        run(1, 0, List.of(request("r", blind, new double[] {1, 0, 0}, 10, 0))).getFirst();
    assertEquals(End.FINISHED, result.end());
    assertEquals(0, result.steps());
  }

  @Test
  void whatGoesWrongEndsItsOwnEpisodeOnly() {
    Policy unsafe = policy(observation -> Decision.Act.one(0, Float.NaN, 0));
    Policy failing =
        policy(
            observation -> {
              throw new IllegalStateException("broken");
            });
    Policy short2 = policy(observation -> Decision.Act.one(0, 0));
    Policy refusing = policy(observation -> new Decision.Refused("retrieval", "unknown task"));
    double[] goal = {0.05, 0, 0};
    List<RolloutResult> results =
        run(
            5,
            0,
            List.of(
                request("unsafe", unsafe, goal, 50, 0),
                request("failing", failing, goal, 50, 0),
                request("short", short2, goal, 50, 0),
                request("refusing", refusing, goal, 50, 0),
                request("seeker", SEEKER, goal, 50, 0)));
    Map<String, RolloutResult> byId = new TreeMap<>();
    results.forEach(result -> byId.put(result.request().id(), result));
    assertEquals(End.UNSAFE, byId.get("unsafe").end());
    assertEquals(Map.of(Rule.NOT_FINITE, 1L), byId.get("unsafe").interventions().byRule());
    assertEquals(End.POLICY_ERROR, byId.get("failing").end());
    assertTrue(byId.get("failing").reason().contains("broken"));
    assertEquals(End.POLICY_ERROR, byId.get("short").end());
    assertEquals(End.REFUSED, byId.get("refusing").end());
    assertEquals("retrieval", byId.get("refusing").stage());
    assertEquals(End.SUCCESS, byId.get("seeker").end());
  }

  @Test
  void theHorizonCutsOff() {
    RolloutResult result =
        run(1, 0, List.of(request("r", new ZeroPolicy(), new double[] {1, 0, 0}, 17, 0)))
            .getFirst();
    assertEquals(End.HORIZON, result.end());
    assertEquals(17, result.steps());
    assertEquals(-1, result.firstSuccess());
  }

  private static Policy policy(Policy.Session session) {
    return new Policy() {
      @Override
      public PolicySpec spec() {
        return new PolicySpec("test", "test", List.of("command_pos", "goal"));
      }

      @Override
      public Session reset(TaskInstruction task, Observation first) {
        return session;
      }
    };
  }

  private static RolloutRequest request(
      String id, Policy policy, double[] goal, int horizon, long seed) {
    return new RolloutRequest(
        id, policy, new InitialCondition("go", goal, id), "go there", horizon, seed);
  }

  private static List<RolloutResult> run(
      int slots, int stepsAfterSuccess, List<RolloutRequest> requests) {
    List<RolloutResult> results = new ArrayList<>();
    try (WorldBatch world = new WorldBatch(new PointWorld(slots), SafetyProfile.metaworld())) {
      new RolloutEngine(world, stepsAfterSuccess, results::add).run(requests.iterator());
    }
    return results;
  }

  private static Map<String, String> outcomes(List<RolloutResult> results) {
    Map<String, String> outcomes = new TreeMap<>();
    for (RolloutResult result : results) {
      outcomes.put(
          result.request().id(),
          result.end() + " " + result.steps() + " " + result.interventions());
    }
    return outcomes;
  }
}
