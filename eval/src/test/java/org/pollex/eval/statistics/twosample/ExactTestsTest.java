package org.pollex.eval.statistics.twosample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.eval.statistics.ReferenceValues;
import org.pollex.eval.statistics.rate.SuccessCount;

class ExactTestsTest {

  static List<JsonNode> tables() {
    return ReferenceValues.list("fixed-sample.json", "tables");
  }

  private static TwoByTwo table(JsonNode entry) {
    return new TwoByTwo(
        new SuccessCount(entry.get("s0").asInt(), entry.get("n0").asInt()),
        new SuccessCount(entry.get("s1").asInt(), entry.get("n1").asInt()));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void fisher(JsonNode entry) {
    FisherTest test = FisherTest.of(table(entry));
    JsonNode expected = entry.get("fisher");
    assertClose(expected.get("two_sided").asDouble(), test.twoSided(), 1e-10, "two-sided");
    assertClose(expected.get("less").asDouble(), test.less(), 1e-10, "less");
    assertClose(expected.get("greater").asDouble(), test.greater(), 1e-10, "greater");
    if (expected.get("sample_odds_ratio").isNumber()) {
      assertClose(expected.get("sample_odds_ratio").asDouble(), test.oddsRatio(), 1e-12, "odds");
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void barnard(JsonNode entry) {
    BarnardTest test = BarnardTest.of(table(entry));
    JsonNode expected = entry.get("barnard");
    assertClose(expected.get("z").asDouble(), test.z(), 1e-12, "z");
    assertClose(expected.get("less").asDouble(), test.less().value(), 1e-9, "less");
    assertClose(expected.get("greater").asDouble(), test.greater().value(), 1e-9, "greater");
    assertClose(expected.get("two_sided").asDouble(), test.twoSided().value(), 1e-9, "two-sided");
    assertEquals(test.less(), BarnardTest.less(table(entry)));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void boschloo(JsonNode entry) {
    BoschlooTest test = BoschlooTest.of(table(entry));
    JsonNode expected = entry.get("boschloo");
    assertClose(expected.get("less").asDouble(), test.less().value(), 1e-9, "less");
    assertClose(expected.get("greater").asDouble(), test.greater().value(), 1e-9, "greater");
    assertClose(expected.get("two_sided").asDouble(), test.twoSided(), 1e-9, "two-sided");
    assertClose(
        expected.get("less_statistic").asDouble(), test.lessStatistic(), 1e-10, "statistic");
  }

  /** Successes of A, successes of B, failures of A, failures of B; scipy and own enumeration. */
  @ParameterizedTest
  @CsvSource({
    "7, 12, 8, 3, .0341091547, .0682183093",
    "14, 40, 36, 10, 5.94711168e-8,",
    "28, 46, 22, 4, 1.73074764e-5,",
    "0, 3, 3, 0, .015625, .03125",
    "0, 2, 2, 0, .0625, .125",
    "15, 30, 35, 20, .0013875068,",
    "33, 50, 47, 30, .0040745206,",
  })
  void barnardLess(int sA, int sB, int fA, int fB, double less, Double twoSided) {
    BarnardTest test = BarnardTest.of(TwoByTwo.of(sA, fA, sB, fB));
    assertClose(less, test.less().value(), 1e-7, "less");
    if (twoSided != null) {
      assertClose(twoSided, test.twoSided().value(), 1e-7, "two-sided");
    }
  }

  @Test
  void barnardWithUnequalSamples() {
    BarnardTest test = BarnardTest.of(TwoByTwo.of(43, 10, 40, 39));
    assertClose(3.55540678, test.z(), 1e-8, "z");
    assertClose(.000271781875, test.greater().value(), 1e-7, "greater");
    assertClose(.000362832367, test.twoSided().value(), 1e-7, "two-sided");
    assertClose(
        .0355640643, BoschlooTest.of(TwoByTwo.of(74, 43, 31, 32)).greater().value(), 1e-7, "b");
    assertClose(.966503223, BoschlooTest.of(TwoByTwo.of(74, 43, 31, 32)).less().value(), 1e-7, "b");
  }

  @Test
  void symmetricUnderExchangeAndUnderMirrorOfOutcomes() {
    long seed = 77;
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 40; trial++) {
      int nA = 1 + random.nextInt(30);
      int nB = 1 + random.nextInt(30);
      int sA = random.nextInt(nA + 1);
      int sB = random.nextInt(nB + 1);
      String what = "seed " + seed + ": " + sA + "/" + nA + " v " + sB + "/" + nB;
      BarnardTest test = BarnardTest.of(TwoByTwo.of(sA, nA - sA, sB, nB - sB));
      BarnardTest swapped = BarnardTest.of(TwoByTwo.of(sB, nB - sB, sA, nA - sA));
      BarnardTest mirrored = BarnardTest.of(TwoByTwo.of(nA - sA, sA, nB - sB, sB));
      assertEquals(test.less().value(), swapped.greater().value(), 1e-10, what);
      assertEquals(test.twoSided().value(), swapped.twoSided().value(), 1e-10, what);
      assertEquals(test.less().value(), mirrored.greater().value(), 1e-10, what);
      assertTrue(test.twoSided().value() > 0 && test.twoSided().value() <= 1, what);
      double smaller = Math.min(test.less().value(), test.greater().value());
      assertTrue(test.twoSided().value() >= smaller - 1e-12, what);
      FisherTest fisher = FisherTest.of(TwoByTwo.of(sA, nA - sA, sB, nB - sB));
      BoschlooTest boschloo = BoschlooTest.of(TwoByTwo.of(sA, nA - sA, sB, nB - sB));
      assertTrue(boschloo.less().value() <= fisher.less() + 1e-9, "uniformly better, " + what);
    }
  }

  /** The staircase must be the very set of tables that a full enumeration finds. */
  @Test
  void regionEqualsFullEnumeration() {
    long seed = 78;
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 60; trial++) {
      int nA = 1 + random.nextInt(25);
      int nB = 1 + random.nextInt(25);
      ScoreStatistic observed =
          ScoreStatistic.of(random.nextInt(nA + 1), nA, random.nextInt(nB + 1), nB);
      double fisher =
          FisherTest.less(random.nextInt(nA + 1), nA, random.nextInt(nB + 1), nB) * (1 + 1e-9);
      RejectionRegion.Membership byScore =
          (a, b) -> ScoreStatistic.of(a, nA, b, nB).compareWith(observed) <= 0;
      RejectionRegion.Membership byFisher = (a, b) -> FisherTest.less(a, nA, b, nB) <= fisher;
      for (var membership : List.of(byScore, byFisher)) {
        RejectionRegion region = RejectionRegion.oneSided(nA, nB, membership);
        for (int a = 0; a <= nA; a++) {
          for (int b = 0; b <= nB; b++) {
            assertEquals(
                membership.contains(a, b),
                region.contains(a, b),
                "seed " + seed + " trial " + trial + " table " + a + "," + b);
          }
        }
      }
    }
  }

  /** However finely the common rate is scanned, nothing exceeds the supremum that was found. */
  @Test
  void noCommonRateExceedsTheSupremum() {
    long seed = 79;
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 25; trial++) {
      int nA = 1 + random.nextInt(120);
      int nB = 1 + random.nextInt(trial % 2 == 0 ? 120 : 12);
      int sA = random.nextInt(nA + 1);
      int sB = random.nextInt(nB + 1);
      double supremum = BarnardTest.less(TwoByTwo.of(sA, nA - sA, sB, nB - sB)).value();
      ScoreStatistic observed = ScoreStatistic.of(sA, nA, sB, nB);
      RejectionRegion region =
          RejectionRegion.oneSided(
              nA, nB, (a, b) -> ScoreStatistic.of(a, nA, b, nB).compareWith(observed) <= 0);
      for (int i = 0; i <= 4000; i++) {
        double rate = i / 4000.0;
        assertTrue(
            region.probability(rate) <= supremum * (1 + 1e-10),
            "seed %d: %d/%d v %d/%d at %s".formatted(seed, sA, nA, sB, nB, rate));
      }
    }
  }

  /** The p-value is a valid one: P(p at most alpha) never exceeds alpha. */
  @Test
  void barnardKeepsItsSize() {
    int n = 12;
    for (double rate : new double[] {0.05, 0.2, 0.35, 0.5, 0.8}) {
      double[] mass = new BinomialMass(n).at(rate).clone();
      double rejected = 0;
      for (int a = 0; a <= n; a++) {
        for (int b = 0; b <= n; b++) {
          if (BarnardTest.twoSided(TwoByTwo.of(a, n - a, b, n - b)).value() <= 0.05) {
            rejected += mass[a] * mass[b];
          }
        }
      }
      assertTrue(rejected <= 0.05, "rate " + rate + " rejected " + rejected);
    }
  }

  @Test
  void tiesAreExactInLargeTables() {
    ScoreStatistic one = ScoreStatistic.of(10_000, 45_000, 20_000, 45_000);
    ScoreStatistic other = ScoreStatistic.of(25_000, 45_000, 35_000, 45_000);
    assertEquals(0, one.compareWith(other));
    assertTrue(one.compareWith(ScoreStatistic.of(10_001, 45_000, 20_000, 45_000)) < 0);
  }

  static List<JsonNode> mcnemar() {
    return ReferenceValues.list("fixed-sample.json", "mcnemar");
  }

  @ParameterizedTest
  @MethodSource("mcnemar")
  void mcNemar(JsonNode entry) {
    McNemarTest test =
        McNemarTest.of(entry.get("only_arm0").asInt(), entry.get("only_arm1").asInt());
    assertClose(entry.get("exact_two_sided").asDouble(), test.twoSided(), 1e-10, "two-sided");
    assertClose(entry.get("exact_arm0_greater").asDouble(), test.aGreater(), 1e-10, "a greater");
    assertClose(entry.get("exact_arm1_greater").asDouble(), test.bGreater(), 1e-10, "b greater");
    if (entry.has("mid_p_two_sided")) {
      assertClose(entry.get("mid_p_two_sided").asDouble(), test.midP(), 1e-10, "mid-p");
    }
  }

  @Test
  void comparisonNeedsTrialsOfBoth() {
    assertThrows(IllegalArgumentException.class, () -> BarnardTest.of(TwoByTwo.of(0, 0, 1, 1)));
    assertThrows(
        IllegalArgumentException.class, () -> BarnardTest.of(TwoByTwo.of(0, 50_000, 1, 1)));
    assertThrows(IllegalArgumentException.class, () -> TwoByTwo.of(-1, 2, 1, 1));
  }
}
