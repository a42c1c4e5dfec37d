package org.pollex.eval.statistics.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequentialRunTest {

  /** Two recorded robot comparisons of the reference: spilled liquid and towel folding. */
  static final String SPILL_A = "00101000010000001000000100110001000000101101000101";

  static final String SPILL_B = "11111111110111101111111111101111111011111000101100";
  static final String TOWEL_A = "01110011110110100100010000110110010111110111010101";
  static final String TOWEL_B = "11110111111111111111111111111011110111101111111111";

  @Test
  void goldenStreams() {
    assertEquals(8, stop(LaiTest.withCost(.05, 5.61396e-4, 50), SPILL_A, SPILL_B));
    assertEquals(17, stop(LaiTest.withCost(.05, 5.61396e-4, 50), TOWEL_A, TOWEL_B));
    assertEquals(13, stop(LaiTest.withCost(.05, 1.41214e-4, 200), SPILL_A, SPILL_B));
    assertEquals(21, stop(LaiTest.withCost(.05, 1.41214e-4, 200), TOWEL_A, TOWEL_B));
    assertEquals(14, stop(LaiTest.published(.05, 500), SPILL_A, SPILL_B));
    assertEquals(23, stop(LaiTest.published(.05, 500), TOWEL_A, TOWEL_B));
    assertEquals(8, stop(LaiTest.exact(.05, 50), SPILL_A, SPILL_B));
    assertEquals(17, stop(LaiTest.exact(.05, 50), TOWEL_A, TOWEL_B));
    assertEquals(12, stop(LaiTest.exact(.05, 200), SPILL_A, SPILL_B));
    assertEquals(20, stop(LaiTest.exact(.05, 200), TOWEL_A, TOWEL_B));
    assertEquals(14, stop(LaiTest.exact(.05, 500), SPILL_A, SPILL_B));
    assertEquals(23, stop(LaiTest.exact(.05, 500), TOWEL_A, TOWEL_B));
    assertEquals(7, stop(new SaviTest(.05), SPILL_A, SPILL_B));
    assertEquals(20, stop(new SaviTest(.05), TOWEL_A, TOWEL_B));
  }

  private static int stop(SequentialTest test, String a, String b) {
    SequentialRun run = SequentialReferenceTest.run(test, a, b);
    assertEquals(Decision.B_GREATER, run.decision());
    SequentialRun swapped = SequentialReferenceTest.run(test, b, a);
    assertEquals(Decision.A_GREATER, swapped.decision());
    assertEquals(run.stop(), swapped.stop());
    return run.stop().getAsInt();
  }

  @Test
  void saviWealthOfOneSidedPairs() {
    SequentialTest.Monitor monitor = new SaviTest(.05).monitor();
    for (double e : new double[] {1.7777777778, 4, 10.24, 28.4444444444, 83.5918367347, 256}) {
      monitor.observe(false, true);
      assertClose(e, Math.exp(monitor.evidence().get("log_e_b_greater")), 1e-9, "E");
    }
    SequentialRun run = SequentialReferenceTest.run(new SaviTest(.05), "000000", "111111");
    assertEquals(OptionalInt.of(4), run.stop());
  }

  /** A decision stands whatever comes later, also where the raw statistic falls back. */
  @Test
  void decisionsLatch() {
    SequentialRun run = new SequentialRun(LaiTest.exact(.05, 50));
    for (int i = 0; i < 6; i++) {
      run.observe(false, true);
    }
    assertEquals(Decision.B_GREATER, run.decision());
    OptionalInt stop = run.stop();
    for (int i = 0; i < 60; i++) {
      assertEquals(Decision.B_GREATER, run.observe(true, false));
    }
    assertEquals(stop, run.stop());
    assertEquals(66, run.pairs() + run.unused());
  }

  @Test
  void pairsBeyondTheMaximumAreNotLookedAt() {
    SequentialRun run = new SequentialRun(LaiTest.exact(.05, 10));
    for (int i = 0; i < 30; i++) {
      run.observe(false, i >= 10);
    }
    assertEquals(Decision.UNDECIDED, run.decision());
    assertTrue(run.finished());
    assertEquals(10, run.pairs());
    assertEquals(20, run.unused());
  }

  /** Ville's bound by simulation: far below alpha + 3 standard errors. */
  @Test
  void saviKeepsItsLevelUnderContinuousMonitoring() {
    long seed = 12;
    SplittableRandom random = new SplittableRandom(seed);
    int streams = 4000;
    int falseAlarms = 0;
    for (int stream = 0; stream < streams; stream++) {
      double rate = random.nextDouble();
      SequentialRun run = new SequentialRun(new SaviTest(.05));
      for (int t = 0; t < 150 && !run.finished(); t++) {
        run.observe(random.nextDouble() < rate, random.nextDouble() < rate);
      }
      falseAlarms += run.decision() == Decision.B_GREATER ? 1 : 0;
    }
    double bound = .05 + 3 * Math.sqrt(.05 * .95 / streams);
    assertTrue(falseAlarms <= bound * streams, "seed " + seed + " false alarms " + falseAlarms);
  }

  @Test
  void refusesLevelsAndBudgetsThatMakeNoSense() {
    assertThrows(IllegalArgumentException.class, () -> LaiTest.exact(0, 50));
    assertThrows(IllegalArgumentException.class, () -> LaiTest.exact(.6, 50));
    assertThrows(IllegalArgumentException.class, () -> LaiTest.exact(.05, 0));
    assertThrows(IllegalArgumentException.class, () -> LaiTest.published(.03, 50));
    assertThrows(IllegalArgumentException.class, () -> new SaviTest(Double.NaN));
  }
}
