package org.pollex.eval.statistics.sequential;

/**
 * Backward induction for the best deterministic design at given prices of wrong decisions.
 *
 * <p>All quantities of a state (t, few, many) are path probabilities relative to those under rates
 * of 1/2. W is the prior's, U its part with the leading policy truly better, and N the sum of the
 * null prices times the null's. Stopping costs N - U; going on costs c W plus the mean of the four
 * successors' costs; after the last pair nothing is declared, at no cost. W and U need no formula
 * but at the last pair: like every path probability they are the mean of their successors.
 */
final class OptimalInduction {

  private final int pairs;
  private final double cost;
  private final double[][] lastPrior;
  private final double[][] lastBetter;
  private final double[] rates;

  /** A design with its Lagrangian value: expected correct decisions less costs less prices. */
  record Best(StopSet stops, double value) {}

  /**
   * @param cost price of one pair in units of a correct decision
   * @param rates common rates at which wrong decisions are priced
   */
  OptimalInduction(RatePrior prior, double cost, int pairs, double[] rates) {
    this.pairs = pairs;
    this.cost = cost;
    this.rates = rates;
    this.lastPrior = new double[pairs + 1][pairs + 1];
    this.lastBetter = new double[pairs + 1][pairs + 1];
    for (int few = 0; few <= pairs; few++) {
      for (int many = few; many <= pairs; many++) {
        lastPrior[few][many] = prior.path(pairs, few, many);
        lastBetter[few][many] = prior.pathWithBBetter(pairs, few, many);
      }
    }
  }

  /**
   * @param prices of a wrong decision in one direction, by null rate
   */
  Best best(double[] prices) {
    StopSet stops = new StopSet(pairs);
    double[][] prior = copy(lastPrior);
    double[][] better = copy(lastBetter);
    double[][] value = new double[pairs + 1][pairs + 1];
    double[] wrong = wrong(prices, pairs);
    for (int few = 0; few < pairs; few++) {
      for (int many = few + 1; many <= pairs; many++) {
        double stop = wrong[few + many] - better[few][many];
        if (stop < 0) {
          value[few][many] = stop;
          stops.add(pairs, few, many);
        }
      }
    }
    for (int t = pairs - 1; t >= 0; t--) {
      wrong = wrong(prices, t);
      for (int few = 0; few <= t; few++) {
        for (int many = few; many <= t; many++) {
          prior[few][many] = mean(prior, few, many);
          better[few][many] = many == few ? prior[few][many] / 2 : mean(better, few, many);
          double proceed = cost * prior[few][many] + mean(value, few, many);
          double stop = wrong[few + many] - better[few][many];
          boolean stopping = many > few && stop < proceed;
          value[few][many] = stopping ? stop : proceed;
          if (stopping) {
            stops.add(t, few, many);
          }
        }
      }
    }
    return new Best(stops, -value[0][0]);
  }

  /** Mean over the four successors; a state and its mirror image share their value. */
  private static double mean(double[][] of, int few, int many) {
    double sideways = many == few ? of[few][many + 1] : of[few + 1][many];
    return (of[few][many] + of[few][many + 1] + sideways + of[few + 1][many + 1]) / 4;
  }

  /** N by total successes at t pairs. */
  private double[] wrong(double[] prices, int t) {
    double[] wrong = new double[2 * t + 1];
    for (int k = 0; k < rates.length; k++) {
      if (prices[k] > 0) {
        double logSuccess = Math.log(2 * rates[k]);
        double logFailure = Math.log(2 * (1 - rates[k]));
        double ratio = rates[k] / (1 - rates[k]);
        // Start where the power is largest and multiply away from it: no overflow on the way.
        double term = prices[k] * Math.exp(2 * t * Math.max(logSuccess, logFailure));
        if (ratio <= 1) {
          for (int total = 0; total <= 2 * t; total++, term *= ratio) {
            wrong[total] += term;
          }
        } else {
          for (int total = 2 * t; total >= 0; total--, term /= ratio) {
            wrong[total] += term;
          }
        }
      }
    }
    return wrong;
  }

  private static double[][] copy(double[][] of) {
    double[][] copy = new double[of.length][];
    for (int i = 0; i < of.length; i++) {
      copy[i] = of[i].clone();
    }
    return copy;
  }
}
