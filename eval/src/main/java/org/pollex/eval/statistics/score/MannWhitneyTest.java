package org.pollex.eval.statistics.score;

import org.hipparchus.special.Erf;

/**
 * Mann and Whitney's (1947) rank test (Wilcoxon rank-sum), normal approximation with correction for
 * ties and continuity.
 *
 * @param u number of pairs in which A scores higher, ties counting one half
 * @param p two-sided p-value
 * @param probabilityOfImprovement U / (nA nB): P(A above B) + P(tie)/2
 */
public record MannWhitneyTest(double u, double p, double probabilityOfImprovement) {

  public static MannWhitneyTest of(double[] a, double[] b) {
    ScoreSample.of(a, 1);
    ScoreSample.of(b, 1);
    double[] all = Ranks.concatenate(a, b);
    double[] ranks = Ranks.of(all);
    double rankSum = 0;
    for (int i = 0; i < a.length; i++) {
      rankSum += ranks[i];
    }
    double u = rankSum - a.length * (a.length + 1.0) / 2;
    double pairs = (double) a.length * b.length;
    double n = all.length;
    double variance = pairs / 12 * (n + 1 - Ranks.tieTerm(all) / (n * (n - 1)));
    double deviation = Math.max(0, Math.abs(u - pairs / 2) - 0.5);
    double p = variance <= 0 ? 1 : Erf.erfc(deviation / Math.sqrt(2 * variance));
    return new MannWhitneyTest(u, p, u / pairs);
  }
}
