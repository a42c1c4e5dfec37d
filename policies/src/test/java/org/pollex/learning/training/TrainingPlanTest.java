package org.pollex.learning.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pollex.errors.BadInputException;

class TrainingPlanTest {
  private static TrainingPlan plan(double rate) {
    return new TrainingPlan(1100, 64, 1, rate, 100, true, 1, 100, 0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "50, 5e-5", "100, 1e-4", "600, 5e-5", "1100, 0"})
  void theRateWarmsUpAndFalls(int step, double expected) {
    assertEquals(expected, plan(1e-4).rate(step), 1e-12);
  }

  /** Diffusion Policy's moving average with power ¾. */
  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "2, 0.4053964425",
    "10, 0.822172059",
    "100, 0.9683772234",
    "1000, 0.9943765867",
    "10000, 0.999",
    "100000, 0.9998221721",
    "300000, 0.9999"
  })
  void theAverageSlowsDown(int updates, double expected) {
    assertEquals(expected, TrainingPlan.averageDecay(updates), 1e-9);
  }

  @Test
  void refusesAnImpossibleRate() {
    assertThrows(BadInputException.class, () -> plan(0));
    assertThrows(BadInputException.class, () -> plan(Double.NaN));
  }
}
