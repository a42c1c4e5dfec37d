package org.pollex.policies.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.sim.server.Address;

/** A policy behind an address is the policy. */
class ServedPolicyTest {
  private static final ActionSpec ACTIONS =
      new ActionSpec(
          ActionSpec.Kind.OTHER, "world", List.of(new ActionSpec.Channel("x", "m", 1, -9, 9)), 10);

  /** Answers with its task's seed, its own count of steps and what it sees; then ends as told. */
  private static final class Counting implements Policy {
    @Override
    public PolicySpec spec() {
      return new PolicySpec("counting", "test", List.of("a"), List.of("b"));
    }

    @Override
    public boolean readsInstruction() {
      return true;
    }

    @Override
    public Session reset(TaskInstruction task, Observation first) {
      return new Session() {
        private int steps;

        @Override
        public Decision act(Observation seen) {
          if (steps++ < 2) {
            float sum = (float) (task.seed() + 10 * steps + seen.vector("a")[0]);
            return new Decision.Act(new float[][] {{sum}, {seen.streams().size()}});
          }
          return task.text().equals("finish")
              ? new Decision.Finished("done")
              : new Decision.Refused("language", "unknown " + task.text());
        }

        @Override
        public Map<String, Object> diagnostics() {
          return Map.of("steps", steps);
        }
      };
    }
  }

  private static Observation observation(double value) {
    return new Observation(
        0,
        0,
        Map.of(
            "a", Tensor.ofDoubles(new double[] {value}, 1),
            "secret", Tensor.ofDoubles(new double[] {1}, 1)));
  }

  @Test
  void sessionsOfSeveralClientsAreAnsweredAsWithoutAServer() {
    try (Listener server =
            PolicyHost.listener(new Address.Tcp("127.0.0.1", 0), new ServedPolicy(new Counting()));
        Policy first = PolicyCatalog.open("remote:" + server.address());
        Policy second = PolicyCatalog.open("remote:" + server.address())) {
      assertEquals(List.of("a", "b"), first.spec().allStreams());
      assertEquals(true, first.readsInstruction());
      Policy.Session one = begin(first, "finish", 1);
      Policy.Session two = begin(first, "fly", 2);
      Policy.Session other = begin(second, "finish", 3);
      for (int step = 1; step <= 2; step++) {
        List<Observation> seen = List.of(observation(0.25), observation(0.5));
        List<Decision> decisions = first.actor().act(List.of(one, two), seen);
        assertChunk(1 + 10 * step + 0.25f, decisions.get(0));
        assertChunk(2 + 10 * step + 0.5f, decisions.get(1));
        assertChunk(3 + 10 * step, other.act(observation(0)));
      }
      assertEquals(new Decision.Finished("done"), one.act(observation(0)));
      assertEquals(new Decision.Refused("language", "unknown fly"), two.act(observation(0)));
      assertEquals(Map.of("steps", 3), two.diagnostics());
      assertEquals(Map.of("steps", 2), other.diagnostics());
    }
  }

  private static Policy.Session begin(Policy policy, String text, long seed) {
    return policy.reset(new TaskInstruction(text, 10, seed, ACTIONS), observation(0));
  }

  private static void assertChunk(float first, Decision decision) {
    // The stream 'secret' is not shown, because the policy does not read it.
    assertArrayEquals(new float[][] {{first}, {1}}, ((Decision.Act) decision).actions());
  }

  @Test
  void aHostThatTellsNobodyWhatItServesIsNoRemotePolicy() {
    PolicySource sealed =
        new PolicySource() {
          @Override
          public Policy policy(String handle) {
            return new Counting();
          }

          @Override
          public byte[] note(String handle, Account account) {
            return new byte[0];
          }
        };
    try (Listener server = PolicyHost.listener(new Address.Tcp("127.0.0.1", 0), sealed)) {
      String address = "remote:" + server.address();
      assertThrows(RunFailedException.class, () -> PolicyCatalog.open(address));
    }
  }
}
