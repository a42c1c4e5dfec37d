package org.pollex.eval.statistics.twosample;

/**
 * McNemar's exact test on paired outcomes: under equal rates each discordant pair favours either
 * policy with probability 1/2.
 *
 * @param twoSided twice the smaller tail, at most 1
 * @param aGreater P(at least this many discordant pairs favour A)
 * @param bGreater P(at least this many discordant pairs favour B)
 * @param midP two-sided mid-p value (half of the observed probability counted)
 */
public record McNemarTest(double twoSided, double aGreater, double bGreater, double midP) {

  /**
   * @param onlyA pairs in which only policy A succeeded
   * @param onlyB pairs in which only policy B succeeded
   */
  public static McNemarTest of(int onlyA, int onlyB) {
    if (onlyA < 0 || onlyB < 0) {
      throw new IllegalArgumentException(
          "given %d and %d discordant pairs; allowed: 0 or more".formatted(onlyA, onlyB));
    }
    int pairs = onlyA + onlyB;
    double[] mass = new BinomialMass(pairs).at(0.5);
    double aGreater = tail(mass, onlyA);
    double bGreater = tail(mass, onlyB);
    double smaller = Math.min(aGreater, bGreater);
    double midP = 2 * (smaller - mass[onlyA] / 2);
    return new McNemarTest(
        Math.min(1, 2 * smaller), aGreater, bGreater, Math.min(1, Math.max(0, midP)));
  }

  private static double tail(double[] mass, int from) {
    double sum = 0;
    for (int k = mass.length - 1; k >= from; k--) {
      sum += mass[k];
    }
    return Math.min(1, sum);
  }
}
