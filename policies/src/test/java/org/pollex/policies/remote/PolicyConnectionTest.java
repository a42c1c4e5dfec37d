package org.pollex.policies.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;

/** A host and a connection to it, over a real socket. */
class PolicyConnectionTest {
  private static final ActionSpec ACTIONS =
      new ActionSpec(
          ActionSpec.Kind.OTHER,
          "world",
          List.of(
              new ActionSpec.Channel("x", "m", 0.01, Double.NEGATIVE_INFINITY, 1),
              new ActionSpec.Channel("y", "m", 0.01, -1, Double.POSITIVE_INFINITY)),
          80);

  @TempDir private Path folder;
  private final Map<String, Observation> seen = new ConcurrentHashMap<>();
  private final Map<String, TaskInstruction> told = new ConcurrentHashMap<>();
  private PolicyHost host;
  private PolicyConnection connection;

  @BeforeEach
  void start() {
    Path socket = folder.resolve("s");
    host = PolicyHost.listen(socket, new Source());
    connection = PolicyConnection.open(socket, List.of("a", "b", "c"), Duration.ofMillis(2000));
  }

  @AfterEach
  void stop() {
    connection.close();
    host.close();
  }

  @Test
  void whatIsShownArrivesBitForBitAndFilteredToWhatThePolicyReads() {
    Observation first = observation(0, Double.NaN, -0.0, 1e-310);
    Policy.Session session = begin("echo", first);
    Decision.Act act = assertInstanceOf(Decision.Act.class, session.act(first));
    assertArrayEquals(new float[][] {{1.5f, -0f}, {Float.NaN, 4}}, act.actions());
    assertEquals(first.stream("a"), seen.get("echo").stream("a"));
    assertEquals(first.stream("c"), seen.get("echo").stream("c"));
    assertEquals(List.of("a", "c"), List.copyOf(seen.get("echo").streams().keySet()));
    assertEquals(first.stampNanos(), seen.get("echo").stampNanos());
    TaskInstruction instruction = told.get("echo");
    assertEquals("do it", instruction.text());
    assertEquals(Long.MIN_VALUE + 7, instruction.seed());
    assertEquals(ACTIONS, instruction.actions());
    assertEquals("||{deep=1}", note(session));
  }

  @Test
  void aTroublesomeSessionEndsAloneAndItsNoteSaysWhy() {
    Observation first = observation(0, 1);
    List<String> handles =
        List.of("echo", "throws", "stuck", "wrong-size", "refuses", "unknown", "finishes", "echo");
    List<Policy.Session> sessions = new ArrayList<>();
    List<Observation> shown = new ArrayList<>();
    for (String handle : handles) {
      sessions.add(begin(handle, first));
      shown.add(first);
    }
    List<Decision> decisions = connection.policy("any").actor().act(sessions, shown);
    for (int i = 0; i < handles.size(); i++) {
      boolean acts = handles.get(i).equals("echo");
      assertEquals(acts, decisions.get(i) instanceof Decision.Act, handles.get(i));
    }
    assertEquals("policy|IllegalStateException: told to|{}", note(sessions.get(1)));
    assertEquals(
        "timeout|no decision within 2000 ms|{}", note(sessions.get(2)).replace("deep=1", ""));
    assertEquals("policy|an action that has not 2 numbers|{deep=1}", note(sessions.get(3)));
    assertEquals("retrieval|knows nothing|{deep=1}", note(sessions.get(4)));
    assertTrue(note(sessions.get(5)).startsWith("policy|BadInputException"));
    assertEquals("|done|{deep=1}", note(sessions.get(6)));
    assertInstanceOf(Decision.Act.class, sessions.get(7).act(first));
  }

  @Test
  void anEndBeforeTheFirstObservationGivesANote() {
    assertEquals("||{}", note(begin("echo", observation(0, 1))));
  }

  @Test
  void aHostThatIsGoneIsAFailureOfTheRun() {
    Observation first = observation(0, 1);
    Policy.Session session = begin("echo", first);
    session.act(first);
    host.close();
    RunFailedException lost = assertThrows(RunFailedException.class, () -> session.act(first));
    assertTrue(lost.getMessage().contains("policy host was lost"), lost.getMessage());
  }

  private Policy.Session begin(String handle, Observation first) {
    return connection
        .policy(handle)
        .reset(new TaskInstruction("do it", 500, Long.MIN_VALUE + 7, ACTIONS), first);
  }

  private static String note(Policy.Session session) {
    byte[] note = (byte[]) session.diagnostics().get(RemoteSession.NOTE);
    return new String(note, StandardCharsets.UTF_8);
  }

  private static Observation observation(int step, double... values) {
    return new Observation(
        step,
        Long.MAX_VALUE - 3,
        Map.of(
            "a", Tensor.ofDoubles(values),
            "b", Tensor.ofBytes(new byte[] {1, 2}),
            "c", Tensor.ofFloats(new float[6], 2, 3)));
  }

  /** Policies that do what their handle says. */
  private final class Source implements PolicySource {
    @Override
    public Policy policy(String handle) {
      if (handle.equals("unknown")) {
        throw new BadInputException("unknown handle", "");
      }
      return new Obedient(handle);
    }

    @Override
    public byte[] note(String handle, Account account) {
      return (account.stage() + "|" + account.reason() + "|" + account.diagnostics())
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private final class Obedient implements Policy {
    private final String handle;

    Obedient(String handle) {
      this.handle = handle;
    }

    @Override
    public PolicySpec spec() {
      return new PolicySpec(handle, "test", List.of("a"), List.of("c", "d"));
    }

    @Override
    public Session reset(TaskInstruction task, Observation first) {
      if (handle.equals("throws")) {
        throw new IllegalStateException("told to");
      }
      told.put(handle, task);
      return new Session() {
        @Override
        public Decision act(Observation observation) {
          return decide(observation);
        }

        @Override
        public Map<String, Object> diagnostics() {
          return Map.of("deep", 1);
        }
      };
    }

    private Decision decide(Observation observation) {
      seen.put(handle, observation);
      return switch (handle) {
        case "stuck" -> {
          while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
          }
          yield Decision.Act.one(0, 0);
        }
        case "wrong-size" -> Decision.Act.one(1, 2, 3);
        case "refuses" -> new Decision.Refused("retrieval", "knows nothing");
        case "finishes" -> new Decision.Finished("done");
        default -> new Decision.Act(new float[][] {{1.5f, -0f}, {Float.NaN, 4}});
      };
    }
  }
}
