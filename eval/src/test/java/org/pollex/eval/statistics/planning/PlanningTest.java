package org.pollex.eval.statistics.planning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pollex.eval.statistics.twosample.BarnardTest;
import org.pollex.eval.statistics.twosample.TwoByTwo;

class PlanningTest {

  @Test
  void closedForm() {
    assertClose(.8940252016, SampleSize.power(.5, .8, 50, .05), 1e-9, "50");
    assertClose(.5200849014, SampleSize.power(.5, .6, 200, .05), 1e-9, "200");
    assertClose(.1685814961, SampleSize.power(.5, .6, 50, .05), 1e-9, "50 small");
    assertClose(38.48004256, SampleSize.trials(.5, .8, .8, .05), 1e-9, "n");
    assertClose(92.99884483, SampleSize.trials(.5, .7, .8, .05), 1e-9, "n");
    assertClose(387.3385167, SampleSize.trials(.5, .6, .8, .05), 1e-9, "n");
  }

  @Test
  void theThreeQuestionsAnswerEachOther() {
    double rate = SampleSize.detectableRate(.4, 60, .8, .05);
    assertEquals(.8, SampleSize.power(.4, rate, 60, .05), 1e-9);
    assertEquals(60, SampleSize.trials(.4, rate, .8, .05), 1e-6);
    assertTrue(Double.isNaN(SampleSize.detectableRate(.9, 5, .8, .05)));
    assertThrows(IllegalArgumentException.class, () -> SampleSize.trials(.5, .5, .8, .05));
  }

  /** Exact power against plain simulation of Barnard's test itself. */
  @Test
  void exactPowerAgreesWithSimulation() {
    long seed = 15;
    SplittableRandom random = new SplittableRandom(seed);
    ExactPower power = new ExactPower(25, .05);
    double[][] p = new double[26][26];
    int studies = 20_000;
    double found = 0;
    for (int study = 0; study < studies; study++) {
      int a = 0;
      int b = 0;
      for (int trial = 0; trial < 25; trial++) {
        a += random.nextDouble() < .3 ? 1 : 0;
        b += random.nextDouble() < .7 ? 1 : 0;
      }
      if (p[a][b] == 0) {
        p[a][b] = BarnardTest.twoSided(TwoByTwo.of(a, 25 - a, b, 25 - b)).value();
      }
      found += p[a][b] <= .05 ? 1 : 0;
    }
    assertEquals(power.at(.3, .7), found / studies, .012, "seed " + seed);
    assertTrue(power.at(.5, .5) <= .05);
    assertEquals(power.at(.3, .7), power.at(.7, .3), 1e-12);
  }

  @Test
  void exactTrialsReachThePower() {
    int trials = ExactPower.trials(.5, .8, .8, .05, 200);
    assertTrue(trials >= 35 && trials <= 45, () -> "trials " + trials);
    assertTrue(new ExactPower(trials, .05).at(.5, .8) >= .8);
    assertEquals(-1, ExactPower.trials(.5, .52, .8, .05, 30));
  }
}
