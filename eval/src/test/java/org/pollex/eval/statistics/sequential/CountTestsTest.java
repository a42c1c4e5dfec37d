package org.pollex.eval.statistics.sequential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.eval.statistics.ReferenceValues;

/** STEP and sequentialised Barnard: tests on success counts. */
class CountTestsTest {

  private static final StepTest STEP_50 = StepTest.of(.05, 50, StepTest.PUBLISHED_SEED);

  @Test
  void nullRates() {
    double[] rates = StepSynthesis.nullRates(50);
    assertEquals(65, rates.length);
    assertArrayEquals(
        new double[] {.02, .02212139, .02438424}, java.util.Arrays.copyOf(rates, 3), 5e-9);
    assertClose(.00711478, StepSynthesis.nullRates(200)[2], 1e-6, "n 200");
  }

  /** Four-digit agreement with the reference table; "5:.5059 6:1" = weight at y, 1 from 6 on. */
  @ParameterizedTest
  @CsvSource({
    "7, 0, 1:.0116 5:.5059 6:1",
    "7, 1, 7:1",
    "7, 2, 7:.5059",
    "8, 0, 1:.0037 2:.0077 5:.3514 6:1",
    "8, 1, 7:.4013 8:1",
    "8, 2, 8:1",
    "8, 3, 8:.3514",
    "10, 0, 1:.0062 5:.2448 6:1",
    "10, 1, 7:.2618 8:1",
    "10, 2, 9:1",
    "10, 3, 9:.2618 10:1",
    "10, 4, 10:1",
    "10, 5, 10:.2448",
    "20, 0, 1:.0072 5:.4110 6:1",
    "20, 1, 8:1",
    "20, 2, 9:.3537 10:1",
    "20, 3, 11:1",
    "20, 4, 12:1",
    "20, 5, 13:.1761 14:1",
    "50, 0, 4:.0897 5:1",
    "50, 1, 6:.0321 7:1",
    "50, 2, 9:1",
    "50, 3, 10:.2943 11:1",
    "50, 4, 12:1",
    "50, 5, 13:.2296 14:1",
  })
  void goldenRows(int t, int few, String row) {
    Map<Integer, Double> expected = new HashMap<>();
    int full = t + 1;
    for (String item : row.split(" ")) {
      String[] parts = item.split(":");
      expected.put(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]));
      full = parts[1].equals("1") ? Integer.parseInt(parts[0]) : full;
    }
    for (int many = few + 1; many <= t; many++) {
      double weight = many >= full ? 1 : expected.getOrDefault(many, 0.0);
      assertEquals(weight, STEP_50.table().weight(t, few, many), 1e-3, "many " + many);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, .5, .5, .050000, .050000, 9.7176",
    "10, .3, .7, .518911, .000649, 8.4704",
    "10, .2, .9, .957026, .000009, 6.1497",
    "20, .5, .5, .050000, .050000, 19.2624",
    "20, .2, .2, .048982, .048982, 19.2782",
    "20, .3, .7, .779051, .000127, 13.5752",
    "20, .2, .9, .999329, .000001, 7.5814",
    "50, .3, .3, .04999, .04999, 47.808",
    "50, .9, .9, .04991, .04991, 47.830",
    "50, .3, .5, .58619, .00087, 37.643",
    "50, .3, .6, .88257, .00012, 27.921",
    "50, .5, .8, .90891, .00014, 26.639",
    "50, .1, .3, .75557, .00102, 33.358",
    "50, .6, .8, .64101, .00082, 36.332",
    "50, .5, .6, .22498, .00717, 45.354",
  })
  void stepCharacteristics(int pairs, double a, double b, double up, double down, double mean) {
    StepTest test = pairs == 50 ? STEP_50 : StepTest.of(.05, pairs, 42);
    OperatingCharacteristics at = test.at(a, b);
    assertEquals(up, at.bGreater(), 1e-4, "up");
    assertEquals(down, at.aGreater(), 1e-4, "down");
    assertEquals(mean, at.expectedPairs(), 2e-3, "pairs");
  }

  @Test
  void stepKeepsItsSize() {
    assertTrue(STEP_50.size(999) <= .05 + 1e-5, () -> "size " + STEP_50.size(999));
    assertTrue(STEP_50.size() > .0499);
  }

  /** With NumPy's generator the very decisions of the reference, draws included. */
  @Test
  void stepDecidesAsTheReference() {
    Map<String, StepTest> tests = new HashMap<>();
    for (JsonNode entry : ReferenceValues.list("sequential.json", "cases")) {
      int pairs = entry.get("n_max").asInt();
      if (pairs <= 100) {
        for (String alpha : List.of("0.05", "0.01")) {
          StepTest test =
              tests.computeIfAbsent(
                  pairs + " " + alpha, key -> StepTest.of(Double.parseDouble(alpha), pairs, 42));
          checkStep(entry, entry.get("by_alpha").get(alpha).get("step"), test);
        }
      }
    }
  }

  private static void checkStep(JsonNode entry, JsonNode expected, StepTest test) {
    for (JsonNode state : expected.get("random_states")) {
      int x = state.get("x").asInt();
      int y = state.get("y").asInt();
      double weight = test.table().weight(state.get("t").asInt(), Math.min(x, y), Math.max(x, y));
      // Over many pairs the linear programs' tolerances add up; a few weights differ by percents.
      double tolerance = test.maximumPairs().getAsInt() <= 50 ? 1e-3 : 0.03;
      assertEquals(state.get("w").asDouble(), weight, tolerance, entry.get("id") + " " + state);
    }
    SequentialRun run =
        SequentialReferenceTest.run(test, entry.get("bits0").asText(), entry.get("bits1").asText());
    String what = entry.get("id").asText();
    assertEquals(
        expected.get("stop").isNull() ? -1 : expected.get("stop").asInt(),
        run.stop().orElse(-1),
        what);
    String decision =
        switch (run.decision()) {
          case A_GREATER -> "p0_greater";
          case B_GREATER -> "p1_greater";
          case UNDECIDED -> "undecided";
        };
    assertEquals(expected.get("decision").asText(), decision, what);
  }

  @Test
  void goldenStreamsOfStep() {
    assertEquals(
        8,
        SequentialReferenceTest.run(STEP_50, SequentialRunTest.SPILL_A, SequentialRunTest.SPILL_B)
            .stop()
            .getAsInt());
    assertEquals(
        19,
        SequentialReferenceTest.run(STEP_50, SequentialRunTest.TOWEL_A, SequentialRunTest.TOWEL_B)
            .stop()
            .getAsInt());
  }

  @Test
  void numpysGenerator() {
    Pcg64 random = new Pcg64(42);
    for (double expected :
        new double[] {
          0.7739560485559633, 0.4388784397520523, 0.8585979199113825, 0.6973680290593639,
          0.09417734788764953, 0.9756223516367559, 0.761139701990353, 0.7860643052769538
        }) {
      assertEquals(expected, random.getAsDouble());
    }
  }

  @Test
  void barnardLooksUseTheirSizeAndKeepIt() {
    BarnardLooksTest test = BarnardLooksTest.of(.05, 50, 5);
    assertArrayEquals(new int[] {10, 20, 30, 40, 50}, test.looks());
    assertTrue(test.lookLevel() >= .01 && test.lookLevel() <= .05);
    double size = test.size(999);
    assertTrue(size <= .05 + 1e-5 && size > .04, () -> "size " + size);
    OperatingCharacteristics at = test.at(.3, .6);
    assertTrue(at.bGreater() > .8 && at.expectedPairs() < 40, at::toString);
    assertEquals(at.bGreater(), test.at(.6, .3).aGreater(), 1e-12);
  }

  /** One look is the fixed-sample test: its known power and size at 50 pairs. */
  @ParameterizedTest
  @CsvSource({
    ".3, .5, .637184",
    ".3, .6, .914203",
    ".5, .8, .939985",
    ".1, .3, .815110",
    ".6, .8, .707935",
    ".5, .6, .241670"
  })
  void oneLookIsBarnardsTest(double a, double b, double power) {
    assertEquals(power, BarnardLooksTest.of(.05, 50, 1).at(a, b).bGreater(), 1e-6);
  }

  /** The exact dynamics against plain simulation of runs. */
  @Test
  void characteristicsAgreeWithSimulation() {
    long seed = 6;
    SplittableRandom random = new SplittableRandom(seed);
    BarnardLooksTest test = BarnardLooksTest.of(.05, 30, 3);
    OperatingCharacteristics exact = test.at(.3, .6);
    int runs = 20_000;
    double declared = 0;
    double pairs = 0;
    for (int i = 0; i < runs; i++) {
      SequentialRun run = new SequentialRun(test);
      while (!run.finished()) {
        run.observe(random.nextDouble() < .3, random.nextDouble() < .6);
      }
      declared += run.decision() == Decision.B_GREATER ? 1 : 0;
      pairs += run.pairs();
    }
    assertEquals(exact.bGreater(), declared / runs, .014, "seed " + seed);
    assertEquals(exact.expectedPairs(), pairs / runs, .25, "seed " + seed);
  }

  /** The exact size of every design is at most its alpha (1e-5 for the rates between controls). */
  @ParameterizedTest
  @ValueSource(ints = {10, 20, 37})
  void sizesOfShortStudies(int pairs) {
    checkSizes(pairs);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(ints = {50, 100, 200})
  void sizesOfLongStudies(int pairs) {
    checkSizes(pairs);
  }

  private static void checkSizes(int pairs) {
    for (double alpha : new double[] {.05, .025, .01, .05 / 3}) {
      for (String id : List.of("lai", "step", "barnard", "optimal")) {
        SequentialTest test = SequentialMethod.of(id).design(alpha, pairs, 42);
        double size = test instanceof CountTest counts ? counts.size(999) : test.size();
        assertTrue(size <= alpha + 1e-5, id + " alpha " + alpha + " size " + size);
      }
    }
  }

  @Tag("long")
  @Test
  void stepOf200Pairs() {
    StepTest test = StepTest.of(.05, 200, 42);
    assertEquals(.98542, test.at(.3, .5).bGreater(), 1e-4);
    assertEquals(75.275, test.at(.3, .5).expectedPairs(), 5e-3);
    assertTrue(test.size(999) <= .05 + 1e-5);
    for (JsonNode entry : ReferenceValues.list("sequential.json", "cases")) {
      if (entry.get("n_max").asInt() == 200) {
        checkStep(entry, entry.at("/by_alpha/0.05/step"), test);
      }
    }
  }

  @Test
  void refusesBudgetsBeyondItsReach() {
    assertThrows(IllegalArgumentException.class, () -> StepTest.of(.05, 9, 42));
    assertThrows(IllegalArgumentException.class, () -> StepTest.of(.05, 501, 42));
    assertThrows(IllegalArgumentException.class, () -> BarnardLooksTest.of(.05, 50, 51));
  }
}
