package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.result.TrialResult;
import org.pollex.eval.trial.run.CommandState;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.run.OperatorEntry;
import org.pollex.eval.trial.run.RefereeProcess;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.Sealer;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;
import org.pollex.eval.trial.verify.Verification;
import org.pollex.eval.trial.world.ManualWorld;
import org.pollex.policies.catalog.PolicyCatalog;

/** Trials whose outcomes an operator enters. */
class ManualTrialTest {
  @TempDir private Path scratch;

  private KeyRing keys() {
    return new KeyRing(scratch.resolve("keys"));
  }

  private TrialFolder seal(TrialPlan.Analysis analysis, int rollouts) {
    return seal(
        analysis, rollouts, "echo old >> " + scratch + "/ran", "echo new >> " + scratch + "/ran");
  }

  private TrialFolder seal(TrialPlan.Analysis analysis, int rollouts, String old, String fresh) {
    List<TrialPlan.PlannedPolicy> policies =
        List.of(
            new TrialPlan.PlannedPolicy("old", "command:" + old),
            new TrialPlan.PlannedPolicy("new", "command:" + fresh));
    TrialPlan plan =
        new TrialPlan(
            "bench",
            ManualWorld.NAME,
            List.of("clear-table"),
            policies,
            rollouts,
            new TrialPlan.InitialConditions("scenes", 1, List.of()),
            1200,
            1,
            30,
            analysis,
            new TrialPlan.Conduct(
                Map.of("clear-table", List.of("cup moved", "plate moved")), null, null),
            null);
    return new Sealer(new ManualWorld(), PolicyCatalog::open, new SecureRandom(), Clock.systemUTC())
        .seal(plan, List.of(), scratch.resolve("trial"), keys());
  }

  private ManualTrials open(TrialFolder folder) {
    return new ManualTrials(folder, () -> RefereeProcess.start(folder, keys()), Clock.systemUTC());
  }

  private static Map<String, Boolean> met(boolean cup, boolean plate) {
    return Map.of("cup moved", cup, "plate moved", plate);
  }

  @Test
  void outcomesAreEnteredRetractedRepeatedAndCountedOnce() {
    TrialFolder folder = seal(new TrialPlan.Analysis("barnard", 0.05, "holm"), 3);
    String first;
    try (ManualTrials trials = open(folder)) {
      first = trials.next().orElseThrow().code();
      assertEquals(List.of("cup moved", "plate moved"), trials.milestones("clear-table"));
      trials.enter("a", first, true, met(true, true), 12.5, "");
      trials.enter("a", first, true, met(true, true), 12.5, "");
      assertThrows(
          BadInputException.class, () -> trials.enter("b", first, true, met(true, true), 1, ""));
      String second = trials.next().orElseThrow().code();
      assertThrows(BadInputException.class, () -> trials.enter("c", second, true, Map.of(), 1, ""));
      assertThrows(
          BadInputException.class, () -> trials.enter("d", second, true, met(true, true), 121, ""));
      assertThrows(BadInputException.class, () -> trials.retract("e", first, " "));
      assertThrows(BadInputException.class, () -> trials.retract("f", second, "why"));
    }
    // The laptop was closed; a new process goes on.
    try (ManualTrials trials = open(folder)) {
      assertEquals(1, trials.entries().size());
      trials.retract("g", first, "pressed the wrong button");
      assertEquals(first, trials.next().orElseThrow().code());
      trials.enter("h", first, false, met(true, false), 20, "cup fell");
      int id = 0;
      for (Optional<SealedTrial> next = trials.next(); next.isPresent(); next = trials.next()) {
        assertThrows(BadInputException.class, trials::finish);
        trials.enter("id" + id, next.get().code(), id++ % 2 == 0, met(true, true), 7, "");
      }
      assertFalse(folder.has(TrialFolder.OUTCOMES));
      trials.finish();
      assertThrows(BadInputException.class, () -> trials.retract("z", first, "too late"));
    }
    TrialResult result = Unsealer.unseal(folder, keys()).result();
    assertEquals(6, result.outcomes().size());
    assertFalse(result.outcomes().getFirst().success());
    assertEquals(20, result.outcomes().getFirst().seconds(), 1e-9);
    assertEquals(0.5, result.outcomes().getFirst().score().orElseThrow());
    Verification found = TrialVerifier.verify(folder.path(), Optional.of(folder.header().root()));
    assertTrue(found.ok(), found.checks().toString());
    assertTrue(
        found.checks().stream().anyMatch(check -> check.file().equals(TrialFolder.OPERATOR)));
  }

  @Test
  void aSequentialTrialStopsAndARetractionReopensIt() {
    TrialFolder folder = seal(new TrialPlan.Analysis("savi", 0.05, "bonferroni"), 40);
    Map<String, Integer> policies = codes(folder);
    try (ManualTrials trials = open(folder)) {
      int entered = 0;
      String last = "";
      for (Optional<SealedTrial> next = trials.next(); next.isPresent(); next = trials.next()) {
        last = next.get().code();
        boolean success = policies.get(last) == 1;
        trials.enter("id" + entered++, last, success, met(success, success), 5, "");
      }
      assertTrue(entered < 30, "SAVI needs 7 such pairs or so, had " + entered);
      trials.retract("oops", last, "the gripper was open");
      assertEquals(last, trials.next().orElseThrow().code());
      trials.enter("again", last, policies.get(last) == 1, met(true, true), 5, "");
      trials.finish();
      assertEquals(
          1,
          trials.entries().stream()
              .filter(entry -> entry.kind() == OperatorEntry.Kind.RETRACTION)
              .count());
    }
    var analysis = Unsealer.unseal(folder, keys()).analysis();
    assertEquals("b_greater", analysis.sequential().getFirst().decision());
    assertTrue(TrialVerifier.verify(folder.path(), Optional.empty()).ok());
  }

  private Map<String, Integer> codes(TrialFolder folder) {
    return folder.assignments(keys().runKey(folder.header().planDigest())).codes();
  }

  @Test
  void commandsAreStartedByCodeOnly() throws Exception {
    TrialFolder folder = seal(new TrialPlan.Analysis("barnard", 0.05, "holm"), 1);
    try (RefereeProcess referee = RefereeProcess.launch(folder, keys())) {
      for (SealedTrial trial : folder.trials()) {
        long begin = System.nanoTime();
        referee.start(trial.code());
        assertTrue(System.nanoTime() - begin >= 900_000_000L, "starts are equally long");
        String expected = codes(folder).get(trial.code()) == 0 ? "old" : "new";
        List<String> ran = Files.readAllLines(scratch.resolve("ran"));
        assertEquals(expected, ran.getLast());
        assertEquals(CommandState.DONE, referee.state());
      }
      referee.stop();
    }
  }

  @Test
  void aCommandThatDiesIsToldFromOneThatWasKilled() {
    TrialFolder folder =
        seal(
            new TrialPlan.Analysis("barnard", 0.05, "holm"),
            1,
            "sh -c 'kill -SEGV $$'",
            "sh -c 'kill -9 $$'");
    try (RefereeProcess referee = RefereeProcess.launch(folder, keys())) {
      for (SealedTrial trial : folder.trials()) {
        referee.start(trial.code());
        boolean dies = codes(folder).get(trial.code()) == 0;
        assertEquals(dies ? CommandState.DIED : CommandState.KILLED, referee.state());
      }
    }
  }
}
