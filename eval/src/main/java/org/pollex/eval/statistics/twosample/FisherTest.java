package org.pollex.eval.statistics.twosample;

/**
 * Fisher's exact test, conditional on the total number of successes.
 *
 * @param less P(A has at most the observed successes)
 * @param greater P(A has at least the observed successes)
 * @param twoSided probability of all tables that are no more probable than the observed one
 * @param oddsRatio sample odds ratio; infinite or NaN with an empty cell
 */
public record FisherTest(double less, double greater, double twoSided, double oddsRatio) {

  /** Two tables of equal probability may differ by rounding; closer than this they are tied. */
  private static final double TIE = 1 + 1e-9;

  public static FisherTest of(TwoByTwo table) {
    double[] mass = mass(table.a().trials(), table.b().trials(), table.successes());
    int first = Math.max(0, table.successes() - table.b().trials());
    int observed = table.a().successes() - first;
    double less = 0;
    double greater = 0;
    double twoSided = 0;
    for (int i = 0; i < mass.length; i++) {
      less += i <= observed ? mass[i] : 0;
      greater += i >= observed ? mass[i] : 0;
      twoSided += mass[i] <= mass[observed] * TIE ? mass[i] : 0;
    }
    return new FisherTest(
        Math.min(1, less), Math.min(1, greater), Math.min(1, twoSided), table.oddsRatio());
  }

  /** P(A has at most {@code a} successes | a + b successes in all). */
  static double less(int a, int trialsA, int b, int trialsB) {
    double[] mass = mass(trialsA, trialsB, a + b);
    int first = Math.max(0, a + b - trialsB);
    double sum = 0;
    for (int i = 0; i <= a - first; i++) {
      sum += mass[i];
    }
    return Math.min(1, sum);
  }

  /** Hypergeometric probabilities of A's successes, from the smallest possible number upwards. */
  static double[] mass(int trialsA, int trialsB, int successes) {
    int first = Math.max(0, successes - trialsB);
    int last = Math.min(trialsA, successes);
    double mean = (double) successes * trialsA / Math.max(1, trialsA + trialsB);
    int mode = Math.clamp(Math.round(mean), first, last);
    double[] mass = new double[last - first + 1];
    mass[mode - first] = 1;
    double sum = 1;
    for (int k = mode; k < last; k++) {
      double ratio =
          (double) (trialsA - k) * (successes - k) / ((k + 1.0) * (trialsB - successes + k + 1));
      mass[k + 1 - first] = mass[k - first] * ratio;
      sum += mass[k + 1 - first];
    }
    for (int k = mode; k > first; k--) {
      double ratio =
          k * (double) (trialsB - successes + k) / ((trialsA - k + 1.0) * (successes - k + 1));
      mass[k - 1 - first] = mass[k - first] * ratio;
      sum += mass[k - 1 - first];
    }
    for (int i = 0; i < mass.length; i++) {
      mass[i] /= sum;
    }
    return mass;
  }
}
