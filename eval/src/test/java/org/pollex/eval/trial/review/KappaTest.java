package org.pollex.eval.trial.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cohen's kappa against worked values, its bounds, and what chance gives. */
class KappaTest {
  @Test
  void workedValues() {
    // p_o = .7, p_e = .5 * .6 + .5 * .4 = .5
    assertEquals(0.4, new Kappa(20, 5, 10, 15).value().orElseThrow(), 1e-12);
    // p_o = .85, p_e = .7 * .65 + .3 * .35 = .56
    assertEquals(0.29 / 0.44, new Kappa(60, 10, 5, 25).value().orElseThrow(), 1e-12);
    assertEquals(1, new Kappa(3, 0, 0, 4).value().orElseThrow(), 1e-12);
    assertEquals(-1, new Kappa(0, 5, 5, 0).value().orElseThrow(), 1e-12);
    assertTrue(new Kappa(7, 0, 0, 0).value().isEmpty(), "both always said yes");
    assertTrue(Kappa.NONE.value().isEmpty());
  }

  @Test
  void tablesAreCountedAndChanceIsNearZero() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Kappa table = Kappa.NONE;
    for (int i = 0; i < 20_000; i++) {
      table = table.plus(random.nextInt(10) < 7, random.nextInt(10) < 6);
    }
    assertEquals(20_000, table.total());
    assertEquals(table.firstOnly() + table.secondOnly(), table.disagreements());
    assertEquals(0, table.value().orElseThrow(), 0.05, "seed " + seed);
  }
}
