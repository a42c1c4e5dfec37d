package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.errors.RunFailedException;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.result.TrialOutcome;
import org.pollex.eval.trial.result.TrialResult;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;
import org.pollex.eval.trial.verify.Verification;

/** A trial from its plan to its results, with a policy host in a process of its own. */
class TrialTest {
  @TempDir private Path scratch;

  private KeyRing keys() {
    return new KeyRing(scratch.resolve("keys"));
  }

  @Test
  void aTrialRunsFromPlanToVerifiedResults() {
    TrialPlan plan = CoinTrial.plan(6, "bet:0.9", "bet:0.2", "oracle");
    TrialFolder folder = CoinTrial.seal(plan, scratch.resolve("trial"), keys());
    assertEquals(36, folder.header().trials());
    assertIntact(folder, "sealed, not run");
    assertEquals(36, CoinTrial.run(folder, keys(), 5));
    assertIntact(folder, "sealed, run or running");
    assertEquals(0, CoinTrial.run(folder, keys(), 5));
    TrialResult result = Unsealer.unseal(folder, keys()).result();
    assertIntact(folder, "unsealed");
    assertEquals(
        CanonicalJson.digest(result),
        CanonicalJson.digest(ResultsFile.read(folder.path()).result()));
    for (TrialOutcome outcome : result.outcomes()) {
      double[] parameters =
          folder.trials().get(outcome.index()).parameters().stream()
              .mapToDouble(Double::doubleValue)
              .toArray();
      double bet =
          outcome.policy().contains("oracle") ? 1 : outcome.policy().contains("0-9") ? 0.9 : 0.2;
      assertEquals((float) bet > parameters[0], outcome.success(), outcome.toString());
      assertEquals(outcome.success() ? "" : "bet too low", outcome.stage());
      assertEquals(outcome.success() ? (int) parameters[1] : CoinPort.HORIZON, outcome.steps());
    }
    assertEquals(Map.of("secret", "SIMULATOR"), result.policies().get(2).privileged());
    assertEquals(6, result.filmStrips().size());
    assertEquals(4, result.filmStrips().getFirst().cloud().size());
    assertEquals(36, result.runs().stream().mapToInt(run -> run.trials()).sum());
    assertEquals(3, result.comparison().pooled().policies().size());
    // Opening again changes nothing.
    assertEquals(36, Unsealer.unseal(folder, keys()).result().outcomes().size());
  }

  @Test
  void outcomesDoNotDependOnHowTheWorkWentOrWasInterrupted() {
    TrialPlan plan = CoinTrial.plan(4, "bet:0.9", "bet:0.5", "throwing");
    TrialFolder one = CoinTrial.seal(plan, scratch.resolve("one"), keys());
    CoinTrial.copy(one.path(), scratch.resolve("two"));
    TrialFolder two = TrialFolder.open(scratch.resolve("two"));
    CoinTrial.run(one, keys(), 1);
    CoinTrial.run(two, keys(), 7);
    assertEquals(head(one), head(two));
  }

  @Test
  void aPolicyThatFailsLosesItsTrialAndTheStageSaysHow() {
    TrialPlan plan = CoinTrial.plan(2.0, 2, "throwing", "nan", "stuck");
    TrialFolder folder = CoinTrial.seal(plan, scratch.resolve("trial"), keys());
    CoinTrial.run(folder, keys(), 4);
    TrialResult result = Unsealer.unseal(folder, keys()).result();
    Map<String, String> stages = new TreeMap<>();
    for (TrialOutcome outcome : result.outcomes()) {
      boolean failed = Math.floorMod(folder.trials().get(outcome.index()).seed(), 2) == 0;
      if (failed) {
        stages.put(outcome.policy(), outcome.stage());
        assertFalse(outcome.success());
      }
    }
    assertEquals(
        Map.of("arm-throwing", "policy", "arm-nan", "safety", "arm-stuck", "timeout"), stages);
  }

  @Test
  void aResetThatFailsIsRunAgainAndNeverCounted() {
    TrialPlan plan = CoinTrial.plan(2, "bet:0.9", "bet:0.4");
    TrialFolder calm = CoinTrial.seal(plan, scratch.resolve("calm"), keys());
    CoinTrial.copy(calm.path(), scratch.resolve("troubled"));
    TrialFolder troubled = TrialFolder.open(scratch.resolve("troubled"));
    CoinTrial.run(calm, keys(), 3);
    AtomicInteger resets = new AtomicInteger();
    CoinTrial.run(
        troubled,
        keys(),
        2,
        name -> new CoinWorld(0, condition -> Set.of(4, 9).contains(resets.incrementAndGet())));
    assertEquals(head(calm), head(troubled));
    assertTrue(
        Unsealer.unseal(troubled, keys()).result().outcomes().stream()
            .noneMatch(outcome -> outcome.stage().equals("world")));
  }

  @Test
  void aResetThatFailsAgainAndAgainEndsTheRunAndNamesTheTrial() {
    TrialFolder folder =
        CoinTrial.seal(CoinTrial.plan(2, "bet:0.9", "bet:0.4"), scratch.resolve("trial"), keys());
    String doomed = folder.trials().get(3).condition();
    RunFailedException failed =
        assertThrows(
            RunFailedException.class,
            () ->
                CoinTrial.run(
                    folder,
                    keys(),
                    1,
                    name -> new CoinWorld(0, condition -> condition.id().equals(doomed))));
    assertTrue(failed.getMessage().contains(doomed), failed.getMessage());
    assertTrue(failed.getMessage().contains("after 0 steps: the coin is stuck"));
    assertTrue(
        TrialJournals.records(folder, TrialFolder.OUTCOMES).size() < 4, "a failed reset counted");
    CoinTrial.run(folder, keys(), 1);
    assertIntact(folder, "sealed, run or running");
  }

  @Test
  void aPolicyWhoseProcessDiesByItselfHasCrashedAndOthersDoNotSuffer() {
    TrialPlan plan = CoinTrial.plan(1, "bet:0.9", "aborting");
    TrialFolder one = CoinTrial.seal(plan, scratch.resolve("one"), keys());
    CoinTrial.copy(one.path(), scratch.resolve("two"));
    TrialFolder two = TrialFolder.open(scratch.resolve("two"));
    CoinTrial.run(one, keys(), 1);
    CoinTrial.run(two, keys(), 4);
    assertEquals(head(one), head(two));
    TrialResult result = Unsealer.unseal(one, keys()).result();
    int crashed = 0;
    for (TrialOutcome outcome : result.outcomes()) {
      boolean dies =
          outcome.policy().equals("arm-aborting")
              && Math.floorMod(one.trials().get(outcome.index()).seed(), 2) == 0;
      assertEquals(dies, outcome.stage().equals("crashed"), outcome.toString());
      crashed += dies ? 1 : 0;
    }
    assertTrue(crashed > 0, "no seed of this plan is even");
  }

  @Test
  void everyBundleIsOneConditionAndOneSeedForAllPolicies() {
    TrialFolder folder =
        CoinTrial.seal(
            CoinTrial.plan(5, "bet:0.9", "bet:0.5", "oracle"), scratch.resolve("trial"), keys());
    var trials = folder.trials();
    for (int bundle = 0; bundle < trials.size(); bundle += 3) {
      var three = trials.subList(bundle, bundle + 3);
      assertEquals(1, three.stream().map(one -> one.initialCondition()).distinct().count());
      assertEquals(1, three.stream().map(one -> one.seed()).distinct().count());
    }
    assertEquals(30, trials.stream().map(one -> one.code()).distinct().count());
    assertEquals(10, trials.stream().map(one -> one.condition()).distinct().count());
  }

  @Test
  void withoutTheRunKeyNothingRunsAndTheErrorSaysWhereItWasLookedFor() throws Exception {
    TrialFolder folder =
        CoinTrial.seal(CoinTrial.plan(1, "bet:0.9", "oracle"), scratch.resolve("trial"), keys());
    Path own = keys().of(folder.header().planDigest());
    Files.delete(own.resolve("run.key"));
    var missing =
        assertThrows(
            MissingPrerequisiteException.class,
            () -> keys().requireRunKey(folder.header().planDigest()));
    assertEquals(3, missing.exitCode());
    assertTrue(missing.getMessage().contains(own.resolve("run.key").toString()));
  }

  @Test
  void anUnfinishedTrialIsNotOpened() {
    TrialFolder folder =
        CoinTrial.seal(CoinTrial.plan(1, "bet:0.9", "oracle"), scratch.resolve("trial"), keys());
    var refused = assertThrows(BadInputException.class, () -> Unsealer.unseal(folder, keys()));
    assertTrue(refused.getMessage().contains("0 of 4 trials are finished"));
  }

  private static String head(TrialFolder folder) {
    return JournalVerification.of(folder.file(TrialFolder.OUTCOMES)).head().hex();
  }

  private static void assertIntact(TrialFolder folder, String state) {
    Verification found = TrialVerifier.verify(folder.path(), Optional.of(folder.header().root()));
    assertTrue(
        found.ok(),
        found.checks().stream()
            .filter(check -> !check.ok())
            .map(Object::toString)
            .collect(Collectors.joining("\n")));
    assertEquals("intact (" + state + "), tied to the published seal", found.verdict());
    assertFalse(found.checks().isEmpty());
    assertEquals(List.of(), found.checks().stream().filter(check -> !check.ok()).toList());
  }
}
