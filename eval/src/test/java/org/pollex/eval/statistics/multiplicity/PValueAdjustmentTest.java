package org.pollex.eval.statistics.multiplicity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PValueAdjustmentTest {

  private static final double[] P = {.001, .012, .02, .04, .3, .8};

  /** statsmodels 0.13.5, multipletests. */
  @Test
  void publishedValues() {
    check(PValueAdjustment.BONFERRONI, .006, .072, .12, .24, 1, 1);
    check(PValueAdjustment.HOLM, .006, .06, .08, .12, .6, .8);
    check(
        PValueAdjustment.SIDAK,
        .005985019985,
        .06987425045,
        .1141576191,
        .2172422103,
        .882351,
        .999936);
    check(PValueAdjustment.BENJAMINI_HOCHBERG, .006, .036, .04, .06, .36, .8);
    check(PValueAdjustment.HOMMEL, .006, .05, .08, .12, .6, .8);
  }

  private static void check(PValueAdjustment method, double... expected) {
    assertArrayEquals(expected, method.adjust(P), 1e-9, method.name());
  }

  @Test
  void lawsOnRandomFamilies() {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 300; trial++) {
      double[] p = random.doubles(1 + random.nextInt(9)).map(x -> x * x * x).toArray();
      double[] bonferroni = PValueAdjustment.BONFERRONI.adjust(p);
      double[] holm = PValueAdjustment.HOLM.adjust(p);
      double[] hommel = PValueAdjustment.HOMMEL.adjust(p);
      for (int i = 0; i < p.length; i++) {
        String what = "seed " + seed + " " + Arrays.toString(p);
        assertTrue(p[i] <= hommel[i] && hommel[i] <= holm[i] + 1e-12, what);
        assertTrue(holm[i] <= bonferroni[i] + 1e-12 && bonferroni[i] <= 1, what);
        assertEquals(closedSimes(p, i), hommel[i], 1e-12, what);
      }
    }
  }

  /** Closed testing by brute force: the worst Simes p-value of all subsets with hypothesis i. */
  private static double closedSimes(double[] p, int i) {
    double worst = 0;
    for (int subset = 1; subset < 1 << p.length; subset++) {
      if ((subset >> i & 1) == 1) {
        int members = subset;
        double[] values =
            java.util.stream.IntStream.range(0, p.length)
                .filter(j -> (members >> j & 1) == 1)
                .mapToDouble(j -> p[j])
                .sorted()
                .toArray();
        double simes = 1;
        for (int rank = 1; rank <= values.length; rank++) {
          simes = Math.min(simes, values.length * values[rank - 1] / rank);
        }
        worst = Math.max(worst, simes);
      }
    }
    return worst;
  }

  @Test
  void keepsTheOrderOfItsInputAndRefusesNonsense() {
    assertArrayEquals(
        new double[] {.6, .006, .08}, PValueAdjustment.BONFERRONI.adjust(.2, .002, .08 / 3), 1e-12);
    assertEquals(0, PValueAdjustment.HOLM.adjust().length);
    assertThrows(IllegalArgumentException.class, () -> PValueAdjustment.HOLM.adjust(1.1));
    assertThrows(IllegalArgumentException.class, () -> PValueAdjustment.HOLM.adjust(Double.NaN));
  }
}
