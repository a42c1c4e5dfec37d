package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.eval.statistics.sequential.Decision;
import org.pollex.eval.statistics.sequential.SequentialRun;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.result.AnalysisSummary;
import org.pollex.eval.trial.result.ResultsFile;
import org.pollex.eval.trial.result.TrialOutcome;
import org.pollex.eval.trial.result.TrialResult;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.verify.TrialVerifier;
import org.pollex.eval.trial.verify.Verification;
import org.pollex.eval.trial.world.BernoulliPolicy;

/** Trials that stop early, from plan to verified results. */
class SequentialTrialTest {
  private static final long SEED = 20_260_101;

  @TempDir private Path scratch;

  private KeyRing keys() {
    return new KeyRing(scratch.resolve("keys"));
  }

  private static TrialPlan.Analysis analysis(String test) {
    // Published costs exist for 0.05/3 per direction, which 3 pairs give at 0.1.
    double alpha = test.equals("lai-published") ? 0.1 : 0.05;
    return new TrialPlan.Analysis(test, alpha, "bonferroni", TrialPlan.Analysis.PER_TASK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lai", "lai-published", "savi", "barnard-looks", "optimal", "step"})
  void everySequentialTestStopsEarlyAndTheSameHoweverTheWorkWasSplit(String test) {
    TrialPlan plan =
        Rehearsal.plan(
            analysis(test),
            2,
            20,
            SEED,
            "bernoulli:0.95@3-9",
            "bernoulli:0.1@1-90",
            "bernoulli:0.9,task-2=0.05");
    TrialFolder one = Rehearsal.seal(plan, scratch.resolve("one"), keys());
    CoinTrial.copy(one.path(), scratch.resolve("two"));
    TrialFolder two = TrialFolder.open(scratch.resolve("two"));
    Rehearsal.run(one, keys(), 1);
    Rehearsal.run(two, keys(), 16);
    assertEquals(head(one), head(two));
    assertEquals(0, TrialJournals.unused(one).size(), "one slot runs nothing ahead");
    ResultsFile results = Unsealer.unseal(one, keys());
    assertEquals(
        CanonicalJson.text(results.analysis()),
        CanonicalJson.text(Unsealer.unseal(two, keys()).analysis()));
    assertTrue(results.result().outcomes().size() < 120, "nothing was saved");
    assertStopsAreThoseOfThePairs(results, plan);
    for (TrialFolder folder : List.of(one, two)) {
      Verification found = TrialVerifier.verify(folder.path(), Optional.of(folder.header().root()));
      assertTrue(found.ok(), found.checks().toString());
      assertTrue(found.checks().stream().anyMatch(check -> check.name().equals("stopping rule")));
    }
  }

  /** The declared outcomes, pair by pair, without any of the trial's own machinery. */
  private static void assertStopsAreThoseOfThePairs(ResultsFile results, TrialPlan plan) {
    TrialResult result = results.result();
    List<String> names = plan.policies().stream().map(TrialPlan.PlannedPolicy::name).toList();
    double alpha = plan.analysis().alpha() / (2 * 3);
    int separated = 0;
    for (AnalysisSummary.SequentialPair pair : results.analysis().sequential()) {
      SequentialRun run =
          new SequentialRun(
              DecisionRule.method(plan.analysis().test())
                  .design(alpha, plan.rollouts(), plan.seed()),
              DecisionRule.stream(
                  plan.tasks().indexOf(pair.task()),
                  names.indexOf(pair.a()),
                  names.indexOf(pair.b())));
      List<TrialOutcome> a = outcomes(result, pair.task(), pair.a());
      List<TrialOutcome> b = outcomes(result, pair.task(), pair.b());
      for (int i = 0; !run.finished() && i < Math.min(a.size(), b.size()); i++) {
        assertEquals(a.get(i).condition(), b.get(i).condition());
        run.observe(a.get(i).success(), b.get(i).success());
      }
      assertEquals(run.pairs(), pair.pairs());
      assertEquals(run.decision().name().toLowerCase(java.util.Locale.ROOT), pair.decision());
      separated += run.decision() == Decision.UNDECIDED ? 0 : 1;
      // An arm goes on until every pair that it is in has decided, and no longer.
      for (String arm : List.of(pair.a(), pair.b())) {
        int longest =
            results.analysis().sequential().stream()
                .filter(other -> other.task().equals(pair.task()))
                .filter(other -> other.a().equals(arm) || other.b().equals(arm))
                .mapToInt(AnalysisSummary.SequentialPair::pairs)
                .max()
                .orElseThrow();
        assertEquals(longest, outcomes(result, pair.task(), arm).size());
      }
    }
    assertTrue(separated >= 3, results.analysis().sequential().toString());
    for (TrialOutcome outcome : result.outcomes()) {
      int policy = names.indexOf(outcome.policy());
      BernoulliPolicy declared =
          BernoulliPolicy.of(outcome.policy(), plan.policies().get(policy).address());
      assertTrue(declared.rate(outcome.task()) > 0);
      assertEquals(
          outcome.success() ? outcome.steps() * 0.1 : 10, result.eventSeconds(outcome), 1e-9);
    }
  }

  private static List<TrialOutcome> outcomes(TrialResult result, String task, String policy) {
    return result.outcomes().stream()
        .filter(outcome -> outcome.task().equals(task) && outcome.policy().equals(policy))
        .toList();
  }

  @Test
  void anOutcomeAddedOrLeftOutPastTheStopIsCaught() {
    TrialPlan plan = Rehearsal.plan(analysis("lai"), 1, 30, SEED, "bernoulli:0.9", "bernoulli:0.1");
    TrialFolder folder = Rehearsal.seal(plan, scratch.resolve("trial"), keys());
    Rehearsal.run(folder, keys(), 8);
    assertTrue(TrialJournals.complete(folder, folder.header()));
    assertFalse(TrialJournals.unused(folder).isEmpty());
    assertEquals(0, Rehearsal.run(folder, keys(), 8));
    TrialResult result = Unsealer.unseal(folder, keys()).result();
    assertEquals(TrialJournals.unused(folder).size(), result.unused().size());
  }

  @Test
  void oneFamilyOfAllPairsIsStricterThanOnePerTask() {
    TrialPlan perTask =
        Rehearsal.plan(analysis("lai"), 3, 20, SEED, "bernoulli:0.9", "bernoulli:0.2");
    TrialPlan all =
        Rehearsal.plan(
            new TrialPlan.Analysis("lai", 0.05, "bonferroni", TrialPlan.Analysis.ALL),
            3,
            20,
            SEED,
            "bernoulli:0.9",
            "bernoulli:0.2");
    TrialFolder one = Rehearsal.seal(perTask, scratch.resolve("one"), keys());
    TrialFolder other = Rehearsal.seal(all, scratch.resolve("other"), keys());
    Rehearsal.run(one, keys(), 4);
    Rehearsal.run(other, keys(), 4);
    assertTrue(
        TrialJournals.outcomes(one).size() < TrialJournals.outcomes(other).size(),
        "a third of the error rate takes longer to decide");
  }

  private static String head(TrialFolder folder) {
    return JournalVerification.of(folder.file(TrialFolder.OUTCOMES)).head().hex();
  }
}
