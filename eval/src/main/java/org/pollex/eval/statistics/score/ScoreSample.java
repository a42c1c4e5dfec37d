package org.pollex.eval.statistics.score;

/** Guards and moments shared by the tests on scores. */
record ScoreSample(double[] values, double mean, double variance) {

  static ScoreSample of(double[] values, int least) {
    if (values.length < least) {
      throw new IllegalArgumentException(
          "given %d scores; this test needs at least %d per policy"
              .formatted(values.length, least));
    }
    double mean = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("given score %s; allowed: finite".formatted(value));
      }
      mean += value / values.length;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new ScoreSample(values, mean, squares / (values.length - 1));
  }

  int size() {
    return values.length;
  }
}
