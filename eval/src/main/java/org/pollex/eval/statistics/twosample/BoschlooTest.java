package org.pollex.eval.statistics.twosample;

/**
 * Boschloo's (1970) unconditional exact test: tables ordered by Fisher's one-sided p-value.
 *
 * <p>Uniformly more powerful than Fisher's test. The two-sided p-value is twice the smaller
 * one-sided one, at most 1.
 *
 * @param less evidence for rate A below rate B
 * @param lessStatistic Fisher's p-value that orders the tables for {@code less}
 * @param greater evidence for rate A above rate B
 * @param greaterStatistic Fisher's p-value that orders the tables for {@code greater}
 */
public record BoschlooTest(
    Supremum less, double lessStatistic, Supremum greater, double greaterStatistic) {

  /** Fisher p-values that differ by less than this share are tied. */
  private static final double TIE = 1 + 1e-9;

  public static BoschlooTest of(TwoByTwo table) {
    table.requireTrials();
    TwoByTwo swapped = table.swapped();
    return new BoschlooTest(lower(table), fisher(table), lower(swapped), fisher(swapped));
  }

  public double twoSided() {
    return Math.min(1, 2 * Math.min(less.value(), greater.value()));
  }

  private static Supremum lower(TwoByTwo table) {
    int trialsA = table.a().trials();
    int trialsB = table.b().trials();
    double observed = fisher(table) * TIE;
    return Supremum.over(
        trialsA + trialsB,
        RejectionRegion.oneSided(
                trialsA, trialsB, (a, b) -> FisherTest.less(a, trialsA, b, trialsB) <= observed)
            ::probability);
  }

  private static double fisher(TwoByTwo table) {
    return FisherTest.less(
        table.a().successes(), table.a().trials(), table.b().successes(), table.b().trials());
  }
}
