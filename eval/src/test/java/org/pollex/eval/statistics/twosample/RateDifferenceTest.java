package org.pollex.eval.statistics.twosample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pollex.eval.statistics.rate.Interval;

class RateDifferenceTest {

  private static final TwoByTwo TABLE = TwoByTwo.of(41, 9, 22, 28);

  /**
   * statsmodels 0.13.5; the score interval from a numerical maximisation of the constrained
   * likelihood, since that version's cubic has a count where Miettinen and Nurminen have the number
   * of trials (it gives .19212, .54507).
   */
  @ParameterizedTest
  @CsvSource({
    "NEWCOMBE, .1925796547, .5324922483",
    "WALD, .2060152435, .5539847565",
    "AGRESTI_CAFFO, .1930558218, .5377134089",
    "SCORE, .1950260541, .5406580482",
  })
  void publishedIntervals(RateDifference method, double low, double high) {
    Interval interval = method.of(TABLE, 0.95);
    assertClose(low, interval.low(), 1e-8, method);
    assertClose(high, interval.high(), 1e-8, method);
  }

  @Test
  void publishedTests() {
    assertClose(3.935341851, RateDifference.pooledZ(TABLE), 1e-9, "z");
    assertClose(8.307835697e-5, RateDifference.pooledZTest(TABLE), 1e-9, "p");
    assertClose(.0001928380779, RateDifference.yatesTest(TABLE), 1e-9, "Yates");
    TwoByTwo pooled = TwoByTwo.of(1915, 3200 - 1915, 1844, 3200 - 1844);
    assertEquals(1.8027, RateDifference.pooledZ(pooled), 5e-5);
    assertEquals(.0714, RateDifference.pooledZTest(pooled), 5e-5);
  }

  @Test
  void everyMethodIsAntisymmetricAndHoldsTheEstimate() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 100; trial++) {
      int nA = 1 + random.nextInt(40);
      int nB = 1 + random.nextInt(40);
      int sA = random.nextInt(nA + 1);
      int sB = random.nextInt(nB + 1);
      TwoByTwo table = TwoByTwo.of(sA, nA - sA, sB, nB - sB);
      for (RateDifference method : RateDifference.values()) {
        Interval interval = method.of(table, 0.95);
        Interval swapped = method.of(table.swapped(), 0.95);
        String what = method + " seed " + seed + " " + table + " " + interval;
        assertEquals(interval.low(), -swapped.high(), 1e-9, what);
        assertTrue(interval.low() >= -1 && interval.high() <= 1, what);
        if (method != RateDifference.AGRESTI_CAFFO) {
          assertTrue(interval.low() <= table.rateDifference() + 1e-12, what);
        }
      }
    }
  }
}
