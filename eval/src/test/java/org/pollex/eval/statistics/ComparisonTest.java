package org.pollex.eval.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pollex.eval.statistics.rate.RateInterval;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.twosample.McNemarTest;
import org.pollex.eval.statistics.twosample.StratifiedExactTest;
import org.pollex.eval.statistics.twosample.TwoByTwo;

class ComparisonTest {

  private static void add(List<Outcome> rows, String policy, String task, int k, int n) {
    for (int i = 0; i < n; i++) {
      rows.add(Outcome.of(policy, task, i < k));
    }
  }

  private static Comparison twoTasks() {
    List<Outcome> rows = new ArrayList<>();
    add(rows, "weak", "open", 4, 50);
    add(rows, "strong", "open", 41, 50);
    add(rows, "middle", "open", 22, 50);
    add(rows, "weak", "close", 25, 50);
    add(rows, "strong", "close", 29, 50);
    add(rows, "middle", "close", 27, 50);
    return Comparison.of(new OutcomeTable(rows), ComparisonSettings.STANDARD);
  }

  @Test
  void comparesPoliciesPerTaskAndPooled() {
    Comparison comparison = twoTasks();
    FamilyComparison open = comparison.tasks().getFirst();
    assertEquals("open", open.name());
    assertEquals(
        List.of("strong", "middle", "weak"),
        open.policies().stream().map(PolicyResult::policy).toList());
    PairResult pair = open.pairs().getFirst();
    assertEquals("strong", pair.a());
    assertEquals("middle", pair.b());
    assertClose(7.943240511589363e-05, pair.p(), 1e-9, "Barnard");
    assertClose(.9999615086, pair.probabilityAGreater(), 1e-9, "posterior");
    assertClose(.1925796547, pair.difference().low(), 1e-8, "Newcombe");
    assertEquals("a", open.letters("strong"));
    assertEquals("b", open.letters("middle"));
    assertEquals("c", open.letters("weak"));

    FamilyComparison close = comparison.tasks().get(1);
    assertTrue(close.pairs().stream().noneMatch(PairResult::separated));
    assertEquals("a", close.letters("weak"));

    FamilyComparison pooled = comparison.pooled();
    assertEquals(new SuccessCount(70, 100), pooled.policies().getFirst().count());
    assertEquals(3, pooled.pairs().size());
    assertTrue(comparison.warnings().isEmpty());
  }

  @Test
  void correctedNeverBelowRawAndLettersFollowIt() {
    long seed = 31;
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 10; trial++) {
      List<Outcome> rows = new ArrayList<>();
      for (int policy = 0; policy < 5; policy++) {
        add(rows, "p" + policy, "t", random.nextInt(31), 30);
      }
      FamilyComparison family =
          Comparison.of(new OutcomeTable(rows), ComparisonSettings.STANDARD).pooled();
      for (PairResult pair : family.pairs()) {
        String what = "seed " + seed + " trial " + trial + " " + pair;
        assertTrue(pair.adjustedP() >= pair.p() && pair.adjustedP() <= 1, what);
        assertEquals(pair.separated(), pair.adjustedP() <= .05, what);
        assertEquals(!pair.separated(), family.letters().share(pair.a(), pair.b()), what);
      }
    }
  }

  @Test
  void oneTaskAloneEqualsThePooledFamily() {
    List<Outcome> rows = new ArrayList<>();
    add(rows, "a", "t", 7, 10);
    add(rows, "b", "t", 2, 10);
    Comparison comparison = Comparison.of(new OutcomeTable(rows), ComparisonSettings.STANDARD);
    assertEquals(comparison.pooled().pairs(), comparison.tasks().getFirst().pairs());
  }

  @Test
  void unequalCellsAreKeptAndSaid() {
    List<Outcome> rows = new ArrayList<>();
    add(rows, "a", "t1", 7, 10);
    add(rows, "b", "t1", 2, 9);
    add(rows, "a", "t2", 2, 10);
    Comparison comparison = Comparison.of(new OutcomeTable(rows), ComparisonSettings.STANDARD);
    assertEquals(2, comparison.warnings().size());
    assertTrue(comparison.warnings().getFirst().contains("t1"));
    assertEquals(1, comparison.tasks().get(1).policies().size());
    assertEquals(0, comparison.tasks().get(1).pairs().size());
  }

  @Test
  void scoresAndTimesAddTests() {
    List<Outcome> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 30; i++) {
      for (String policy : List.of("fast", "slow")) {
        double seconds = (policy.equals("fast") ? 5 : 20) * (0.5 + random.nextDouble());
        boolean success = seconds < 25;
        rows.add(
            new Outcome(
                policy,
                "t",
                success,
                OptionalDouble.of(success ? 1 : 0.25),
                OptionalDouble.of(Math.min(25, seconds))));
      }
    }
    FamilyComparison family =
        Comparison.of(new OutcomeTable(rows), ComparisonSettings.STANDARD).pooled();
    List<SecondaryTest> tests = family.pairs().getFirst().secondary();
    assertEquals(
        List.of("welch", "brunner-munzel", "permutation", "log-rank"),
        tests.stream().map(SecondaryTest::name).toList());
    assertTrue(tests.get(0).statistic() > 0 && tests.get(1).statistic() > 0);
    assertTrue(tests.get(3).p() < 1e-6);
    assertTrue(family.policies().getFirst().timeToSuccess().orElseThrow().median() < 8);
  }

  @Test
  void everyPolicyHasEveryInterval() {
    PolicyResult result = twoTasks().pooled().policies().getFirst();
    assertEquals(RateInterval.values().length, result.intervals().size());
    assertTrue(result.equalTailed().width() >= result.highestDensity().width() - 1e-12);
    assertThrows(IllegalArgumentException.class, () -> new OutcomeTable(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ComparisonSettings(0, .95, ComparisonSettings.STANDARD.adjustment()));
  }

  /** Two policies, two tasks, shared conditions: the paired test sees only discordant pairs. */
  @Test
  void sharedConditionsAddAPairedTest() {
    List<Outcome> rows = new ArrayList<>();
    boolean[] a = {true, true, true, true, false, true, true, false};
    boolean[] b = {false, false, true, false, true, false, false, false};
    for (int i = 0; i < a.length; i++) {
      String task = i < 4 ? "one" : "two";
      rows.add(Outcome.of("a", task, a[i]).from("c" + i % 4));
      rows.add(Outcome.of("b", task, b[i]).from("c" + i % 4));
    }
    PairResult pair =
        Comparison.of(new OutcomeTable(rows), ComparisonSettings.STANDARD)
            .pooled()
            .pairs()
            .getFirst();
    Map<String, SecondaryTest> tests =
        pair.secondary().stream().collect(Collectors.toMap(SecondaryTest::name, test -> test));
    assertEquals(McNemarTest.of(5, 1).twoSided(), tests.get("mcnemar").p(), 1e-15);
    assertEquals(4, tests.get("mcnemar").statistic());
    assertEquals(
        StratifiedExactTest.of(List.of(TwoByTwo.of(4, 0, 1, 3), TwoByTwo.of(2, 2, 1, 3)))
            .twoSided(),
        tests.get("stratified").p(),
        1e-15);
  }

  @Test
  void withoutSharedConditionsNothingIsPaired() {
    List<Outcome> rows = new ArrayList<>();
    add(rows, "a", "task", 3, 10);
    add(rows, "b", "task", 7, 10);
    Comparison comparison = Comparison.of(new OutcomeTable(rows), ComparisonSettings.STANDARD);
    assertEquals(List.of(), comparison.pooled().pairs().getFirst().secondary());
  }

  /** Published fixture: two tasks, A with 200 and 200 rollouts, B with 50 and 100. */
  @Test
  void aBalancedTableTakesTheFewestOfEachPolicy() {
    List<Outcome> rows = new ArrayList<>();
    add(rows, "A", "one", 120, 200);
    add(rows, "A", "two", 80, 200);
    add(rows, "B", "one", 20, 50);
    add(rows, "B", "two", 70, 100);
    OutcomeTable balanced = new OutcomeTable(rows).balanced();
    assertEquals(400, balanced.count("A").trials());
    assertEquals(100, balanced.count("B").trials());
    assertEquals(50, balanced.task("two").count("B").trials());
  }
}
