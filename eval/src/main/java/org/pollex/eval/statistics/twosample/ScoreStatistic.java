package org.pollex.eval.statistics.twosample;

/**
 * The pooled z statistic of a 2x2 table in integers, so that ties are decided exactly.
 *
 * <p>With d = sA nB - sB nA, K = sA + sB and N = nA + nB, z^2 is d^2 / (K (N - K)) times a constant
 * of the two sample sizes. Tables compare by the sign of d and then by cross-multiplied 128-bit
 * products; floating point would drop tied tables and give p-values that are too small. A table
 * with only successes or only failures has z = 0.
 *
 * @param sign sign of the observed difference A minus B
 * @param square d^2, at most 2^62
 * @param spread K (N - K), or 1 where that is 0
 */
record ScoreStatistic(int sign, long square, long spread) {

  /** Largest trials per policy for which d^2 fits into 62 bits. */
  static final int MOST_TRIALS = 45_000;

  static ScoreStatistic of(int successesA, int trialsA, int successesB, int trialsB) {
    long difference = (long) successesA * trialsB - (long) successesB * trialsA;
    long successes = (long) successesA + successesB;
    long spread = successes * ((long) trialsA + trialsB - successes);
    return new ScoreStatistic(
        Long.signum(difference), difference * difference, spread == 0 ? 1 : spread);
  }

  ScoreStatistic negated() {
    return new ScoreStatistic(-sign, square, spread);
  }

  int compareWith(ScoreStatistic other) {
    if (sign != other.sign || sign == 0) {
      return Integer.compare(sign, other.sign);
    }
    return sign * compareProducts(square, other.spread, other.square, spread);
  }

  private static int compareProducts(long a, long b, long c, long d) {
    int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
    return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
  }

  double z(int trialsA, int trialsB) {
    // z^2 = d^2 / (nA nB)^2 / (K/N (N-K)/N (1/nA + 1/nB)) = d^2 N / (K (N-K) nA nB)
    double scale = ((double) trialsA + trialsB) / ((double) trialsA * trialsB);
    return sign * Math.sqrt((double) square / spread * scale);
  }
}
