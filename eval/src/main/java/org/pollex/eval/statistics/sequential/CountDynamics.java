package org.pollex.eval.statistics.sequential;

/**
 * Exact behaviour of a test on success counts: the distribution of (successes of A, successes of B)
 * is carried forward pair by pair, and what stops is taken out.
 */
final class CountDynamics {

  private final StoppingTable table;

  CountDynamics(StoppingTable table) {
    this.table = table;
  }

  /** Behaviour at true success rates; O(pairs^3) operations. */
  OperatingCharacteristics at(double rateA, double rateB) {
    int pairs = table.pairs();
    double[][] mass = new double[pairs + 1][pairs + 1];
    mass[0][0] = 1;
    double greaterA = 0;
    double greaterB = 0;
    double running = 1;
    double expected = 0;
    for (int t = 1; t <= pairs; t++) {
      expected += running;
      step(mass, t, rateA, rateB);
      for (int few = 0; few < t; few++) {
        for (int many = table.first(t, few); many <= t; many++) {
          double weight = table.weight(t, few, many);
          greaterA += weight * mass[many][few];
          greaterB += weight * mass[few][many];
          running -= weight * (mass[many][few] + mass[few][many]);
          mass[many][few] *= 1 - weight;
          mass[few][many] *= 1 - weight;
        }
      }
    }
    return new OperatingCharacteristics(greaterA, greaterB, expected);
  }

  /** One pair more, in place: counts are visited from above, so that sources are still old. */
  static void step(double[][] mass, int t, double rateA, double rateB) {
    double neither = (1 - rateA) * (1 - rateB);
    double onlyA = rateA * (1 - rateB);
    double onlyB = (1 - rateA) * rateB;
    double both = rateA * rateB;
    for (int a = t; a >= 0; a--) {
      double[] row = mass[a];
      double[] below = a > 0 ? mass[a - 1] : null;
      for (int b = t; b >= 0; b--) {
        double sum = row[b] * neither;
        if (below != null) {
          sum += below[b] * onlyA;
        }
        if (b > 0) {
          sum += row[b - 1] * onlyB + (below != null ? below[b - 1] * both : 0);
        }
        row[b] = sum;
      }
    }
  }

  /**
   * The mass that stops in one direction under equal rates of 1/2, by pairs t and total successes.
   *
   * <p>A path with s successes in 2t rollouts has probability p^s (1-p)^(2t-s) at any common rate
   * p, so this one pass gives the size at every p.
   */
  double[][] stoppedByTotal() {
    int pairs = table.pairs();
    double[][] stopped = new double[pairs + 1][];
    double[][] mass = new double[pairs + 1][pairs + 1];
    mass[0][0] = 1;
    for (int t = 1; t <= pairs; t++) {
      step(mass, t, 0.5, 0.5);
      stopped[t] = new double[2 * t + 1];
      for (int few = 0; few < t; few++) {
        for (int many = table.first(t, few); many <= t; many++) {
          double weight = table.weight(t, few, many);
          stopped[t][few + many] += weight * mass[few][many];
          mass[many][few] *= 1 - weight;
          mass[few][many] *= 1 - weight;
        }
      }
    }
    return stopped;
  }
}
