package org.pollex.eval.statistics.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pollex.eval.statistics.ReferenceValues.assertClose;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.sequential.Decision;

class ScoreSummariesTest {

  private static final double[] A = {0, .4, .4, .2, .4, 1, 0, .4, .4, .4, .2, .4, 0};
  private static final double[] B = {.8, .8, .8, 1, .8, .6, .8, .8, .8, .4, 1, 0, .6};
  private static final double[] C = {.6, .4, .4, .4, .6, .4, 1, .4, .4, 1, 1, .4, 0};

  /** Rows are runs, columns tasks; the classes here take one row per task. */
  private static final double[][] TASKS = {
    {.1, .2, 0, .3}, {.5, .6, .7, .4}, {.9, .8, 1, .7}, {.3, .4, .2, .6}
  };

  /** scipy 1.10.1. */
  @Test
  void severalPoliciesAndDistributions() {
    KruskalWallisTest test = KruskalWallisTest.of(List.of(A, B, C));
    assertClose(11.09390001, test.h(), 1e-8, "H");
    assertClose(.003899332065, test.p(), 1e-8, "p");
    assertEquals(1, KruskalWallisTest.of(List.of(new double[] {1, 1}, new double[] {1})).p());
    KolmogorovSmirnovTest distance = KolmogorovSmirnovTest.of(A, B);
    assertClose(.7692307692, distance.distance(), 1e-9, "D");
    assertClose(.0004999711555, distance.p(), 1e-8, "p");
    assertEquals(1, KolmogorovSmirnovTest.of(A, A).p(), 1e-12);
  }

  /** rliable's definitions. */
  @Test
  void interquartileMean() {
    assertClose(.475, InterquartileMean.ofTasks(TASKS), 1e-12, "matrix");
    assertEquals(
        5.5, InterquartileMean.of(IntStream.rangeClosed(1, 10).asDoubleStream().toArray()));
    int[][] rows = {{0, 2, 3, 1}, {0, 2, 0, 1}, {1, 3, 0, 2}, {3, 1, 0, 3}};
    double[][] resampled = new double[4][4];
    for (int run = 0; run < 4; run++) {
      for (int task = 0; task < 4; task++) {
        resampled[task][run] = TASKS[task][rows[run][task]];
      }
    }
    assertClose(.5125, InterquartileMean.ofTasks(resampled), 1e-12, "resampled");
    assertThrows(IllegalArgumentException.class, InterquartileMean::of);
  }

  @Test
  void bootstrapIntervalHoldsTheEstimateAndIsRepeatable() {
    long seed = 3;
    Interval interval = InterquartileMean.bootstrap(TASKS, .95, 2000, new SplittableRandom(seed));
    assertTrue(interval.contains(InterquartileMean.ofTasks(TASKS)), interval::toString);
    assertTrue(interval.width() > .02 && interval.width() < .5, interval::toString);
    assertEquals(
        interval, InterquartileMean.bootstrap(TASKS, .95, 2000, new SplittableRandom(seed)));
  }

  /** Under continuous monitoring and equal means, with any distribution of scores. */
  @Test
  void bettingKeepsItsLevel() {
    long seed = 8;
    SplittableRandom random = new SplittableRandom(seed);
    int streams = 3000;
    int alarms = 0;
    for (int stream = 0; stream < streams; stream++) {
      ScoreBetting betting = new ScoreBetting(.05);
      double power = 0.3 + 3 * random.nextDouble();
      Decision decision = Decision.UNDECIDED;
      for (int t = 0; t < 200 && decision == Decision.UNDECIDED; t++) {
        decision =
            betting.observe(
                Math.pow(random.nextDouble(), power), Math.pow(random.nextDouble(), power));
      }
      alarms += decision == Decision.B_GREATER ? 1 : 0;
    }
    double bound = .05 + 3 * Math.sqrt(.05 * .95 / streams);
    assertTrue(alarms <= bound * streams, "seed " + seed + " alarms " + alarms);
  }

  @Test
  void bettingFindsADifferenceAndStaysWithIt() {
    SplittableRandom random = new SplittableRandom(4);
    ScoreBetting betting = new ScoreBetting(.05);
    Decision decision = Decision.UNDECIDED;
    for (int t = 0; t < 200; t++) {
      decision = betting.observe(.5 * random.nextDouble(), .3 + .7 * random.nextDouble());
    }
    assertEquals(Decision.B_GREATER, decision);
    for (int t = 0; t < 400; t++) {
      assertEquals(Decision.B_GREATER, betting.observe(1, 0));
    }
    assertTrue(betting.logWealthA() > 0);
    assertThrows(IllegalArgumentException.class, () -> betting.observe(1.5, 0));
    assertThrows(IllegalArgumentException.class, () -> new ScoreBetting(0));
  }
}
