package org.pollex.eval.statistics.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {

  @Test
  void startsKnowingNothingAndIsWiderThanAnIntervalForOneLook() {
    assertEquals(new Interval(0, 1), ConfidenceSequence.of(new SuccessCount(0, 0), .95));
    for (int k = 0; k <= 50; k++) {
      SuccessCount count = new SuccessCount(k, 50);
      Interval sequence = ConfidenceSequence.of(count, .95);
      Interval once = RateInterval.CLOPPER_PEARSON.of(count, .95);
      assertTrue(sequence.low() <= once.low() + 1e-12 && sequence.high() >= once.high() - 1e-12);
      Interval mirror = ConfidenceSequence.of(new SuccessCount(50 - k, 50), .95);
      assertEquals(sequence.low(), 1 - mirror.high(), 1e-12);
    }
  }

  /** The rate is inside at all of 300 looks in at least 90 % of the streams. */
  @Test
  void coversAtAllTimesAtOnce() {
    long seed = 21;
    SplittableRandom random = new SplittableRandom(seed);
    int streams = 2000;
    int missed = 0;
    for (int stream = 0; stream < streams; stream++) {
      double rate = random.nextDouble();
      int successes = 0;
      boolean inside = true;
      for (int n = 1; n <= 300 && inside; n++) {
        successes += random.nextDouble() < rate ? 1 : 0;
        inside = ConfidenceSequence.of(new SuccessCount(successes, n), .9).contains(rate);
      }
      missed += inside ? 0 : 1;
    }
    assertTrue(
        missed <= streams * (.1 + 3 * Math.sqrt(.09 / streams)), "seed " + seed + " " + missed);
  }
}
