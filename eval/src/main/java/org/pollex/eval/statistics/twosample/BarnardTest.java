package org.pollex.eval.statistics.twosample;

/**
 * Barnard's (1945) unconditional exact test of equal success rates with the pooled z statistic.
 *
 * <p>The p-value is the largest probability, over every common success rate, of a table whose z is
 * at least as extreme as the observed one. Ties are decided in integer arithmetic ({@link
 * ScoreStatistic}) and every local maximum over the common rate is searched ({@link Supremum}).
 *
 * <p>A single-look test: it must not be repeated while outcomes are still arriving.
 *
 * @param z the pooled z statistic, positive when A has the higher rate; 0 when the rates are equal
 * @param less evidence for rate A below rate B
 * @param greater evidence for rate A above rate B
 * @param twoSided evidence for different rates (region |Z| at least |z|)
 */
public record BarnardTest(double z, Supremum less, Supremum greater, Supremum twoSided) {

  /**
   * Runs all three alternatives.
   *
   * @param table at least one and at most 45,000 trials of each policy
   */
  public static BarnardTest of(TwoByTwo table) {
    ScoreStatistic observed = observed(table);
    return new BarnardTest(
        observed.z(table.a().trials(), table.b().trials()),
        lower(table, observed),
        lower(table.swapped(), observed.negated()),
        twoSided(table));
  }

  /** The two-sided p-value alone, at about a third of the cost. */
  public static Supremum twoSided(TwoByTwo table) {
    ScoreStatistic observed = observed(table);
    if (observed.sign() == 0) {
      return new Supremum(1, 0.5);
    }
    ScoreStatistic low = observed.sign() < 0 ? observed : observed.negated();
    int trialsA = table.a().trials();
    int trialsB = table.b().trials();
    return Supremum.over(
        trialsA + trialsB,
        RejectionRegion.of(
                trialsA,
                trialsB,
                (a, b) -> ScoreStatistic.of(a, trialsA, b, trialsB).compareWith(low) <= 0,
                (a, b) -> ScoreStatistic.of(a, trialsA, b, trialsB).compareWith(low.negated()) >= 0)
            ::probability);
  }

  /** The one-sided p-value alone for the alternative that A has the lower rate. */
  public static Supremum less(TwoByTwo table) {
    return lower(table, observed(table));
  }

  private static Supremum lower(TwoByTwo table, ScoreStatistic observed) {
    int trialsA = table.a().trials();
    int trialsB = table.b().trials();
    return Supremum.over(
        trialsA + trialsB,
        RejectionRegion.oneSided(
                trialsA,
                trialsB,
                (a, b) -> ScoreStatistic.of(a, trialsA, b, trialsB).compareWith(observed) <= 0)
            ::probability);
  }

  private static ScoreStatistic observed(TwoByTwo table) {
    table.requireTrials();
    if (Math.max(table.a().trials(), table.b().trials()) > ScoreStatistic.MOST_TRIALS) {
      throw new IllegalArgumentException(
          "given %d and %d trials; Barnard's test is offered up to %d per policy; use Fisher's"
              .formatted(table.a().trials(), table.b().trials(), ScoreStatistic.MOST_TRIALS));
    }
    return ScoreStatistic.of(
        table.a().successes(), table.a().trials(), table.b().successes(), table.b().trials());
  }
}
