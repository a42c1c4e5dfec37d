package org.pollex.eval.statistics.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimalTestTest {

  private static final List<double[]> ALTERNATIVES =
      List.of(
          new double[] {.3, .5},
          new double[] {.3, .6},
          new double[] {.5, .8},
          new double[] {.1, .3},
          new double[] {.6, .8},
          new double[] {.5, .6});

  private record Means(double power, double pairs) {}

  private static Means means(CountTest test) {
    double power = 0;
    double pairs = 0;
    for (double[] rates : ALTERNATIVES) {
      OperatingCharacteristics at = test.at(rates[0], rates[1]);
      power += at.bGreater() / ALTERNATIVES.size();
      pairs += at.expectedPairs() / ALTERNATIVES.size();
    }
    return new Means(power, pairs);
  }

  /** Pilot figures of a NumPy implementation with a deterministic boundary. */
  @ParameterizedTest
  @CsvSource({".002, .708, 38.57", ".005, .693, 36.4", ".008, .680, 35.5", ".012, .660, 34.8"})
  void uniformPriorDoesAsWellAsThePilot(double cost, double power, double pairs) {
    OptimalTest test = OptimalTest.of(new RatePrior.Uniform(), cost, .05, 50, 42);
    Means means = means(test);
    assertTrue(means.power >= power && means.pairs <= pairs, means::toString);
    double size = test.size(1999);
    assertTrue(size <= .05 + 1e-5 && size > .0499, () -> "size " + size);
    assertTrue(test.bound() - test.value() < 1e-3 && test.bound() >= test.value() - 1e-9);
  }

  /** With the prior on the alternatives, fewer pairs than STEP and still more power. */
  @Test
  void beatsStepOnTheAlternatives() {
    Means step = means(StepTest.of(.05, 50, 42));
    OptimalTest test = OptimalTest.of(new RatePrior.Points(ALTERNATIVES), .023, .05, 50, 42);
    Means optimal = means(test);
    assertTrue(optimal.pairs <= step.pairs, () -> optimal + " " + step);
    assertTrue(optimal.power >= step.power + .005, () -> optimal + " " + step);
    assertTrue(test.size(999) <= .05 + 1e-5);
  }

  /** The value from the linear program is what the finished table really achieves. */
  @Test
  void valueIsWhatTheTableAchieves() {
    RatePrior.Points prior = new RatePrior.Points(ALTERNATIVES);
    OptimalTest test = OptimalTest.of(prior, .004, .025, 30, 42);
    Means means = means(test);
    assertEquals(test.value(), means.power - .004 * means.pairs, 1e-5);
  }

  /** No boundary of the other tests of the same size has a larger value. */
  @Test
  void theBoundHoldsForOtherTests() {
    double cost = .006;
    OptimalTest test = OptimalTest.of(new RatePrior.Points(ALTERNATIVES), cost, .05, 30, 42);
    List<CountTest> others =
        List.of(
            StepTest.of(.05, 30, 42),
            BarnardLooksTest.of(.05, 30, 1),
            BarnardLooksTest.of(.05, 30, 6));
    for (CountTest other : others) {
      Means means = means(other);
      assertTrue(means.power - cost * means.pairs <= test.bound() + 1e-9, other::toString);
    }
  }

  @Test
  void isSymmetricAndLeansToMoreEvidenceWhenPairsAreCheap() {
    OptimalTest cheap = OptimalTest.of(new RatePrior.Uniform(), .001, .05, 20, 42);
    OptimalTest dear = OptimalTest.of(new RatePrior.Uniform(), .02, .05, 20, 42);
    assertEquals(cheap.at(.2, .6).bGreater(), cheap.at(.6, .2).aGreater(), 1e-12);
    assertTrue(cheap.at(.2, .6).bGreater() > dear.at(.2, .6).bGreater());
    assertTrue(cheap.at(.2, .6).expectedPairs() > dear.at(.2, .6).expectedPairs());
  }

  @Test
  void everyPriceOfAPairHasADesign() {
    for (double cost : new double[] {0, .0004, .001, .02, .1, .5}) {
      OptimalTest test = OptimalTest.of(new RatePrior.Uniform(), cost, .05, 25, 42);
      double size = test.size(999);
      assertTrue(size <= .05 + 1e-5, () -> cost + " size " + size);
    }
  }

  @Test
  void refusesPriorsAndCostsThatMakeNoSense() {
    assertThrows(
        IllegalArgumentException.class, () -> new RatePrior.Points(List.of(new double[] {.5, .5})));
    assertThrows(
        IllegalArgumentException.class,
        () -> OptimalTest.of(new RatePrior.Uniform(), -1, .05, 20, 42));
    assertThrows(
        IllegalArgumentException.class,
        () -> OptimalTest.of(new RatePrior.Uniform(), .01, .05, 501, 42));
  }

  @Tag("long")
  @Test
  void twoHundredPairs() {
    Means step = means(StepTest.of(.05, 200, 42));
    OptimalTest test = OptimalTest.of(new RatePrior.Points(ALTERNATIVES), .0012, .05, 200, 42);
    Means optimal = means(test);
    assertTrue(optimal.pairs <= step.pairs && optimal.power >= step.power, optimal + " " + step);
    assertTrue(test.size(999) <= .05 + 1e-5);
  }
}
