package org.pollex.eval.statistics.sequential;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A test of two success rates that may stop after every pair of rollouts.
 *
 * <p>Each of its two directions wrongly declares a winner with probability at most {@link
 * #alphaPerDirection()} when both policies are equally good; both together with at most twice that.
 */
public interface SequentialTest {

  /** Error rate of each direction. */
  double alphaPerDirection();

  /** Largest number of pairs, committed beforehand; empty if the test has no end. */
  OptionalInt maximumPairs();

  /**
   * Largest probability, over every common success rate, of declaring one given direction; exact,
   * or a proven bound for a test without an end.
   */
  double size();

  /** Exact behaviour at true success rates; empty for a test without an end. */
  Optional<OperatingCharacteristics> exactly(double rateA, double rateB);

  /** A fresh run of the test, with the first stream of draws. */
  default Monitor monitor() {
    return monitor(0);
  }

  /**
   * A fresh run of the test.
   *
   * @param stream which of the independent streams of draws that the committed seed gives; a
   *     randomised test keeps its error rate over its draws, so different runs need different
   *     streams. 0 is the seed's own; tests without draws ignore it
   */
  Monitor monitor(long stream);

  /** The state of one run. Feed it through {@link SequentialRun}, which makes decisions final. */
  interface Monitor {

    /** Takes in one pair of outcomes and says what the test would conclude now. */
    Decision observe(boolean a, boolean b);

    /**
     * The lead in successes at which the pair just taken in would have decided for certain, with
     * the trailing policy's successes (for a test on discordant pairs: their number) as they are;
     * empty where no lead could, and for a test whose boundary is not one of leads.
     */
    OptionalInt decidingLead();

    /** Figures that show where the run stands, by name; see each test. */
    Map<String, Double> evidence();
  }
}
