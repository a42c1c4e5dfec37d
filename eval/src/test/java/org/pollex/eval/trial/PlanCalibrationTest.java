package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.statistics.FamilyComparison;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.decide.PairVerdict;
import org.pollex.eval.trial.decide.SealedSequence;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.result.AnalysisSummary;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.BernoulliPolicy;

/** Plans run in memory, and the same plans run on the disk. */
class PlanCalibrationTest {
  private static final long SEED = 11;

  @TempDir private Path scratch;

  private static TrialPlan.Analysis analysis(String test, String family) {
    String correction = test.equals("barnard") ? "holm" : "bonferroni";
    return new TrialPlan.Analysis(test, 0.05, correction, family);
  }

  private static PlanCalibration calibrate(TrialPlan.Analysis analysis, int n, int studies) {
    TrialPlan plan =
        Rehearsal.plan(analysis, 5, n, SEED, "bernoulli:0.5", "bernoulli:0.5", "bernoulli:0.5");
    double[][] rates = new double[3][5];
    for (double[] row : rates) {
      Arrays.fill(row, 0.5);
    }
    return PlanCalibration.run(plan, plan.tasks(), rates, studies, SEED);
  }

  private static void assertKept(TrialPlan.Analysis analysis, int n, int studies) {
    PlanCalibration found = calibrate(analysis, n, studies);
    for (PlanCalibration.FamilyErrors family : found.families()) {
      double sure = Math.sqrt(0.05 * 0.95 / studies);
      assertTrue(family.familyWiseError() <= 0.05 + 3 * sure, analysis + " " + family);
      assertTrue(family.familyWiseError() > 0.005, "a test that never errs: " + family);
    }
    boolean all = analysis.family().equals(TrialPlan.Analysis.ALL);
    boolean sequential = analysis.isSequential();
    assertEquals((all ? 1 : 5) + (sequential ? 0 : 1), found.families().size());
    assertEquals(all ? 15 : 3, found.families().getFirst().pairs());
    assertTrue(sequential ? found.rollouts() <= 15 * n : found.rollouts() == 15 * n);
    System.out.printf(
        "%s, family %s, %d studies of 3 policies in 5 tasks, n %d: %s, mean rollouts %.1f of %d%n",
        analysis.test(),
        analysis.family(),
        studies,
        n,
        found.families().stream()
            .map(family -> "%s %.5f".formatted(family.family(), family.familyWiseError()))
            .toList(),
        found.rollouts(),
        found.mostRollouts());
  }

  @Test
  void nullPlansKeepTheErrorRateOfEveryDeclaredFamily() {
    for (String family : List.of(TrialPlan.Analysis.PER_TASK, TrialPlan.Analysis.ALL)) {
      assertKept(analysis("lai", family), 20, 1500);
      assertKept(analysis("barnard", family), 12, 1500);
    }
  }

  @Test
  @Tag("long")
  void aHundredThousandNullStudies() {
    for (String family : List.of(TrialPlan.Analysis.PER_TASK, TrialPlan.Analysis.ALL)) {
      for (String test : List.of("barnard", "lai", "step", "optimal", "savi", "barnard-looks")) {
        assertKept(analysis(test, family), 50, 100_000);
      }
    }
  }

  @Test
  void aFewPlansDecideTheSameInMemoryAndOnTheDisk() {
    onTheDisk(2);
  }

  @Test
  @Tag("long")
  void aHundredPlansDecideTheSameInMemoryAndOnTheDisk() {
    onTheDisk(100);
  }

  private void onTheDisk(int studies) {
    KeyRing keys = new KeyRing(scratch.resolve("keys"));
    int pairs = 0;
    for (int study = 0; study < studies; study++) {
      String test = List.of("lai", "barnard").get(study % 2);
      String family = study % 4 < 2 ? TrialPlan.Analysis.PER_TASK : TrialPlan.Analysis.ALL;
      TrialPlan plan =
          Rehearsal.plan(
              analysis(test, family),
              5,
              10,
              SEED + study,
              "bernoulli:0.5",
              "bernoulli:0.5,task-2=0.9",
              "bernoulli:0.5,task-2=0.1");
      TrialFolder folder = Rehearsal.seal(plan, scratch.resolve("study-" + study), keys);
      List<PairVerdict> expected = inMemory(plan, folder, keys);
      Rehearsal.run(folder, keys, 4);
      AnalysisSummary found = Unsealer.unseal(folder, keys).analysis();
      Map<String, Boolean> separated = new HashMap<>();
      for (AnalysisSummary.Family one : found.families()) {
        if (!one.name().equals(FamilyComparison.POOLED)) {
          one.pairs().forEach(p -> separated.put(key(one.name(), p.a(), p.b()), p.separated()));
        }
      }
      assertEquals(15, separated.size());
      for (PairVerdict verdict : expected) {
        String key =
            key(
                plan.tasks().get(verdict.task()),
                plan.policies().get(verdict.a()).name(),
                plan.policies().get(verdict.b()).name());
        assertEquals(verdict.separated(), separated.get(key), key + " of study " + study);
        pairs++;
      }
    }
    System.out.println(studies + " plans sealed, run and unsealed: " + pairs + " equal decisions");
  }

  private static String key(String task, String a, String b) {
    return task + " " + (a.compareTo(b) < 0 ? a + " " + b : b + " " + a);
  }

  /** The declared outcomes of the sealed trials, through the rule alone. */
  private static List<PairVerdict> inMemory(TrialPlan plan, TrialFolder folder, KeyRing keys) {
    var secret = folder.plan(keys.unsealKey(folder.header().planDigest()));
    List<SealedTrial> trials = new ArrayList<>(folder.trials());
    DecisionRule.Run run =
        DecisionRule.of(plan.analysis(), 3, 5, plan.rollouts(), plan.seed()).start();
    SealedSequence sequence =
        new SealedSequence(
            run,
            3,
            index -> plan.tasks().indexOf(trials.get(index).task()),
            index -> secret.assignments().get(index).policy());
    for (SealedTrial trial : trials) {
      sequence.reach(trial.index());
      if (sequence.needed(trial.index())) {
        var policy = plan.policies().get(secret.assignments().get(trial.index()).policy());
        boolean success =
            BernoulliPolicy.of(policy.name(), policy.address())
                .success(trial.task(), trial.seed())
                .isPresent();
        sequence.observe(trial.index(), success);
      }
    }
    sequence.close();
    return run.verdicts();
  }
}
