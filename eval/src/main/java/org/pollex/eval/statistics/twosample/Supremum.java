package org.pollex.eval.statistics.twosample;

import java.util.function.DoubleUnaryOperator;

/**
 * The largest value of a function of the nuisance parameter (the common success rate), and where it
 * is taken.
 *
 * @param value the supremum, an exact p-value
 * @param nuisance the rate at which it is taken, in [0, 1]
 */
public record Supremum(double value, double nuisance) {

  private static final int CELLS = 1000;
  private static final int GOLDEN_STEPS = 42;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /**
   * Searches the whole interval [0, 1]: a grid that is even in the arcsine of the root of the rate
   * (where binomial standard deviations are equally wide, so that the narrow peaks near 0 and 1 are
   * not missed), then golden section around <em>every</em> local maximum of the grid.
   */
  static Supremum over(DoubleUnaryOperator probability) {
    double[] grid = new double[CELLS + 1];
    for (int i = 0; i <= CELLS; i++) {
      grid[i] = probability.applyAsDouble(rate(i));
    }
    Supremum best = new Supremum(grid[0], 0);
    for (int i = 0; i <= CELLS; i++) {
      boolean risesTo = i == 0 || grid[i] >= grid[i - 1];
      boolean fallsAfter = i == CELLS || grid[i] >= grid[i + 1];
      if (risesTo && fallsAfter) {
        best = larger(best, new Supremum(grid[i], rate(i)));
        best = larger(best, golden(probability, Math.max(0, i - 1), Math.min(CELLS, i + 1)));
      }
    }
    return best;
  }

  private static Supremum golden(DoubleUnaryOperator probability, double low, double high) {
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = probability.applyAsDouble(rate(left));
    double atRight = probability.applyAsDouble(rate(right));
    for (int step = 0; step < GOLDEN_STEPS; step++) {
      if (atLeft > atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = probability.applyAsDouble(rate(left));
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = probability.applyAsDouble(rate(right));
      }
    }
    return larger(new Supremum(atLeft, rate(left)), new Supremum(atRight, rate(right)));
  }

  private static Supremum larger(Supremum one, Supremum other) {
    return other.value > one.value ? other : one;
  }

  /** Grid position 0..CELLS to rate: sin^2 of an even angle. */
  private static double rate(double position) {
    double sine = Math.sin(position / CELLS * Math.PI / 2);
    return position == CELLS ? 1 : sine * sine;
  }
}
