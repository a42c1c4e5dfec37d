package org.pollex.eval.statistics.twosample;

import java.util.List;

/**
 * Exact conditional test of equal success rates within every stratum, such as every task.
 *
 * <p>Given the successes of both policies together in each stratum, A's successes in it are
 * hypergeometric; the test adds them up over strata (the exact form of the Mantel-Haenszel test).
 * Unlike a pooled table it stays valid and powerful when strata differ in difficulty and in size.
 *
 * @param less P(A has at most the observed successes in all)
 * @param greater P(A has at least the observed successes in all)
 * @param twoSided probability of all totals that are no more probable than the observed one
 */
public record StratifiedExactTest(double less, double greater, double twoSided) {

  private static final double TIE = 1 + 1e-9;

  public static StratifiedExactTest of(List<TwoByTwo> strata) {
    double[] mass = {1};
    int observed = 0;
    for (TwoByTwo table : strata) {
      double[] stratum = FisherTest.mass(table.a().trials(), table.b().trials(), table.successes());
      int first = Math.max(0, table.successes() - table.b().trials());
      observed += table.a().successes() - first;
      mass = convolve(mass, stratum);
    }
    double less = 0;
    double greater = 0;
    double twoSided = 0;
    for (int i = 0; i < mass.length; i++) {
      less += i <= observed ? mass[i] : 0;
      greater += i >= observed ? mass[i] : 0;
      twoSided += mass[i] <= mass[observed] * TIE ? mass[i] : 0;
    }
    return new StratifiedExactTest(Math.min(1, less), Math.min(1, greater), Math.min(1, twoSided));
  }

  private static double[] convolve(double[] one, double[] other) {
    double[] result = new double[one.length + other.length - 1];
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < other.length; j++) {
        result[i + j] += one[i] * other[j];
      }
    }
    return result;
  }
}
