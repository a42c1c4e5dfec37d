package org.pollex.eval.statistics.sequential;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pollex.eval.statistics.twosample.BarnardRegion;

/**
 * Barnard's exact test at a few looks that are fixed beforehand.
 *
 * <p>At every look the one-sided p-value of all pairs so far is held against a level. Equal levels
 * of alpha / looks would be safe (Bonferroni) but wasteful, since looks share their data; so the
 * common level is raised as far as the exact size of the whole procedure, at every common success
 * rate, allows.
 */
public final class BarnardLooksTest extends CountTest {

  /** Looks that are taken where nothing else is said. */
  public static final int USUAL_LOOKS = 5;

  /** Most pairs: the path mass at rate 1/2 must stay within double precision. */
  public static final int MOST_PAIRS = 500;

  private static final int BISECTIONS = 10;
  private static final int NULL_POINTS = 399;

  private final int[] looks;
  private final double level;

  private BarnardLooksTest(double alpha, StoppingTable table, int[] looks, double level) {
    super(alpha, table, 0); // every state stops for certain or not at all
    this.looks = looks;
    this.level = level;
  }

  /**
   * The test with evenly spaced looks.
   *
   * @param alpha error rate per direction
   * @param pairs committed maximum, at most {@value #MOST_PAIRS}
   * @param looks number of looks, the last one at {@code pairs}
   */
  public static BarnardLooksTest of(double alpha, int pairs, int looks) {
    SequentialLimits.check(alpha, pairs, 1, MOST_PAIRS);
    if (looks < 1 || looks > pairs) {
      throw new IllegalArgumentException(
          "given %d looks at %d pairs; allowed: 1 to %d".formatted(looks, pairs, pairs));
    }
    int[] at =
        IntStream.rangeClosed(1, looks)
            .map(look -> (int) ((long) pairs * look + looks - 1) / looks)
            .toArray();
    BarnardRegion[] regions =
        Arrays.stream(at).mapToObj(BarnardRegion::new).toArray(BarnardRegion[]::new);
    double low = alpha / looks; // Bonferroni: certainly safe
    double high = alpha;
    StoppingTable best = table(pairs, at, regions, low);
    for (int i = 0; i < BISECTIONS && looks > 1; i++) {
      double middle = (low + high) / 2;
      StoppingTable table = table(pairs, at, regions, middle);
      if (new NullSize(new CountDynamics(table).stoppedByTotal()).largest(NULL_POINTS) <= alpha) {
        low = middle;
        best = table;
      } else {
        high = middle;
      }
    }
    return new BarnardLooksTest(alpha, best, at, low);
  }

  private static StoppingTable table(
      int pairs, int[] looks, BarnardRegion[] regions, double level) {
    StoppingTable table = new StoppingTable(pairs);
    for (int i = 0; i < looks.length; i++) {
      int[] critical = regions[i].critical(level);
      for (int few = 0; few <= looks[i]; few++) {
        table.set(looks[i], few, critical[few]);
      }
    }
    return table;
  }

  /** The numbers of pairs at which the test looks, ascending. */
  public int[] looks() {
    return looks.clone();
  }

  /** The level of the p-value at every look. */
  public double lookLevel() {
    return level;
  }
}
