package org.pollex.eval.statistics.twosample;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The largest value of a function of the nuisance parameter (the common success rate), and where it
 * is taken.
 *
 * @param value the supremum, an exact p-value
 * @param nuisance the rate at which it is taken, in [0, 1]
 */
public record Supremum(double value, double nuisance) {

  /** A peak is flat at its top: cells shrunk by 0.618^26 leave a relative error of 1e-12. */
  private static final int GOLDEN_STEPS = 26;

  /** With four grid points per standard deviation no peak rises this far above its grid point. */
  private static final double STEEPEST = 2;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /**
   * Searches the whole interval [0, 1]: a grid that is even in the arcsine of the root of the rate
   * (where binomial standard deviations are equally wide, so that the narrow peaks near 0 and 1 are
   * not missed), then golden section around <em>every</em> local maximum of the grid that could
   * hold the largest value.
   *
   * @param trials of both policies together; the grid has four points per standard deviation
   */
  static Supremum over(int trials, DoubleUnaryOperator probability) {
    int cells = Math.max(200, (int) (12 * Math.sqrt(trials)));
    DoubleUnaryOperator at = angle -> probability.applyAsDouble(rate(angle));
    double[] grid = new double[cells + 1];
    for (int i = 0; i <= cells; i++) {
      grid[i] = at.applyAsDouble(angle(i, cells));
    }
    double largest = Arrays.stream(grid).max().orElseThrow();
    Supremum best = new Supremum(grid[0], 0);
    for (int i = 0; i <= cells; i++) {
      boolean risesTo = i == 0 || grid[i] >= grid[i - 1];
      boolean fallsAfter = i == cells || grid[i] >= grid[i + 1];
      if (risesTo && fallsAfter && grid[i] * STEEPEST >= largest) {
        best = larger(best, new Supremum(grid[i], rate(angle(i, cells))));
        double low = angle(Math.max(0, i - 1), cells);
        double high = angle(Math.min(cells, i + 1), cells);
        best = larger(best, golden(at, low, high));
      }
    }
    return best;
  }

  private static Supremum golden(DoubleUnaryOperator at, double low, double high) {
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = at.applyAsDouble(left);
    double atRight = at.applyAsDouble(right);
    for (int step = 0; step < GOLDEN_STEPS; step++) {
      if (atLeft > atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = at.applyAsDouble(left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = at.applyAsDouble(right);
      }
    }
    return larger(new Supremum(atLeft, rate(left)), new Supremum(atRight, rate(right)));
  }

  private static Supremum larger(Supremum one, Supremum other) {
    return other.value > one.value ? other : one;
  }

  private static double angle(int point, int cells) {
    return (double) point / cells * (Math.PI / 2);
  }

  /** Angle 0..pi/2 to rate: the square of its sine. */
  private static double rate(double angle) {
    double sine = Math.sin(angle);
    return sine * sine;
  }
}
