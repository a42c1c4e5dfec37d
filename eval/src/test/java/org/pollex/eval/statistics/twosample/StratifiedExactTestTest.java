package org.pollex.eval.statistics.twosample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StratifiedExactTestTest {

  @Test
  void oneStratumIsFishersTest() {
    TwoByTwo table = TwoByTwo.of(8, 2, 5, 5);
    StratifiedExactTest test = StratifiedExactTest.of(List.of(table));
    FisherTest fisher = FisherTest.of(table);
    assertEquals(fisher.less(), test.less(), 1e-12);
    assertEquals(fisher.greater(), test.greater(), 1e-12);
    assertEquals(fisher.twoSided(), test.twoSided(), 1e-12);
  }

  @Test
  void strataWithoutVariationAddNothing() {
    TwoByTwo table = TwoByTwo.of(8, 2, 3, 7);
    TwoByTwo solved = TwoByTwo.of(10, 0, 10, 0);
    assertEquals(
        StratifiedExactTest.of(List.of(table)), StratifiedExactTest.of(List.of(solved, table)));
  }

  /** Against enumeration by random permutation within strata. */
  @Test
  void agreesWithPermutationWithinStrata() {
    long seed = 2;
    SplittableRandom random = new SplittableRandom(seed);
    List<TwoByTwo> strata = List.of(TwoByTwo.of(7, 3, 4, 6), TwoByTwo.of(2, 8, 1, 9));
    int draws = 40_000;
    int extreme = 0;
    for (int draw = 0; draw < draws; draw++) {
      int total = 0;
      for (TwoByTwo table : strata) {
        int left = table.successes();
        int pool = table.trials();
        for (int trial = 0; trial < table.a().trials(); trial++, pool--) {
          if (random.nextInt(pool) < left) {
            left--;
            total++;
          }
        }
      }
      extreme += total >= 9 ? 1 : 0;
    }
    StratifiedExactTest test = StratifiedExactTest.of(strata);
    assertEquals(test.greater(), (double) extreme / draws, .008, "seed " + seed);
    assertTrue(test.less() + test.greater() > 1);
  }
}
