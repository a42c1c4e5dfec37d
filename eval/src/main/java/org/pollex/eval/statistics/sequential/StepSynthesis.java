package org.pollex.eval.statistics.sequential;

import java.util.ArrayList;
import java.util.List;

/**
 * Synthesis of the STEP boundary (Snyder et al. 2025) by one linear program per pair.
 *
 * <p>The risk budget grows linearly with the number of pairs. At every number of pairs t, stopping
 * probabilities of the states that are still reached are chosen to be as large as possible in
 * total, subject to the risk spent so far staying within the budget at each of a grid of common
 * success rates. The boundary is symmetric under exchange of the policies and of success and
 * failure.
 */
final class StepSynthesis {

  /** A state with {@code few} and {@code few + gap} successes, together with its mirror image. */
  private record State(int few, int many, int mirrorFew, int mirrorMany) {

    boolean isOwnMirror() {
      return few == mirrorFew;
    }
  }

  private static final int HALVINGS = 6;
  private static final double DISALLOW_MARGIN = 1e-5;
  private static final double RISK_MARGIN = 1e-8;
  private static final double TIE_BREAK = 1e-9;

  private final int pairs;
  private final double alpha;
  private final int silent;
  private final double[] rates;
  private final double[] used;
  private final double[][] mass;
  private final StoppingTable table;

  private StepSynthesis(double alpha, int pairs) {
    this.pairs = pairs;
    this.alpha = alpha;
    this.silent = Math.max(4, 32 - Integer.numberOfLeadingZeros(pairs));
    this.rates = nullRates(pairs);
    this.used = new double[rates.length];
    this.mass = new double[pairs + 1][pairs + 1];
    this.table = new StoppingTable(pairs);
  }

  /** The boundary for an error rate per direction and a committed number of pairs (10 or more). */
  static StoppingTable synthesise(double alpha, int pairs) {
    StepSynthesis synthesis = new StepSynthesis(alpha, pairs);
    synthesis.run();
    return synthesis.table;
  }

  /**
   * The common rates at which risk is controlled: from 1/n to 1/2, each gap halved again and again
   * at the rate with equal Bernoulli divergence from both ends. Rates above 1/2 follow by symmetry.
   */
  static double[] nullRates(int pairs) {
    double[] rates = {1.0 / pairs, 0.5};
    for (int round = 0; round < HALVINGS; round++) {
      double[] finer = new double[2 * rates.length - 1];
      for (int i = 0; i < rates.length; i++) {
        finer[2 * i] = rates[i];
        if (i > 0) {
          double up = Math.log(rates[i] / rates[i - 1]);
          double down = Math.log((1 - rates[i]) / (1 - rates[i - 1]));
          finer[2 * i - 1] = -down / (up - down);
        }
      }
      rates = finer;
    }
    return rates;
  }

  private void run() {
    mass[0][0] = 1;
    for (int t = 1; t <= pairs; t++) {
      CountDynamics.step(mass, t, 0.5, 0.5);
      if (t > silent) {
        choose(t);
      }
    }
  }

  private void choose(int t) {
    double budget = alpha * (t - silent + 1) / (pairs + 1 - silent);
    double[][] tilt = tilts(t);
    double[][] weights = new double[t + 1][t + 1];
    List<State> variables = candidates(t, budget, tilt, weights);
    if (!variables.isEmpty()) {
      double[] solution = solve(variables, budget, tilt);
      for (int j = 0; j < solution.length; j++) {
        State state = variables.get(j);
        weights[state.few][state.many] = solution[j];
        weights[state.mirrorFew][state.mirrorMany] = solution[j];
      }
    }
    for (int few = 0; few <= t; few++) {
      table.set(t, few, weights[few]);
      for (int many = few + 1; many <= t; many++) {
        spend(few, many, weights[few][many], tilt);
      }
    }
  }

  /** Factors from path mass at rate 1/2 to path mass at each null rate, by total successes. */
  private double[][] tilts(int t) {
    double[][] tilt = new double[rates.length][2 * t + 1];
    for (int k = 0; k < rates.length; k++) {
      for (int total = 0; total <= 2 * t; total++) {
        tilt[k][total] =
            Math.exp(
                total * Math.log(2 * rates[k]) + (2 * t - total) * Math.log(2 * (1 - rates[k])));
      }
    }
    return tilt;
  }

  /**
   * Visits the states from the largest difference of successes downwards. States that are never
   * reached stop for nothing; reached ones become variables, unless they lie between common rates
   * at which even stopping all states so far would overspend.
   */
  private List<State> candidates(int t, double budget, double[][] tilt, double[][] weights) {
    List<State> variables = new ArrayList<>();
    double[] trial = used.clone();
    double low = 1; // smallest overspent rate; the largest is its mirror image
    for (int gap = t; gap >= 1; gap--) {
      int last = t - gap;
      for (int few = 0; few <= last; few++) {
        int many = few + gap;
        double position = few / (last + 1.0);
        boolean inner = few > 0 && few < last;
        if (inner && low < position && position < 1 - low) {
          continue;
        }
        if (mass[few][many] == 0) {
          weights[few][many] = 1;
          continue;
        }
        for (int k = 0; k < rates.length; k++) {
          trial[k] += mass[few][many] * tilt[k][few + many];
        }
        State state = new State(few, many, t - many, t - few);
        if (state.few <= state.mirrorFew) {
          variables.add(state);
        }
      }
      for (int k = rates.length - 1; k >= 0; k--) {
        if (trial[k] >= budget + DISALLOW_MARGIN) {
          low = Math.min(low, rates[k]);
        }
      }
    }
    return variables;
  }

  private double[] solve(List<State> variables, double budget, double[][] tilt) {
    int columns = variables.size();
    double[] objective = new double[columns];
    double[][] matrix = new double[rates.length][columns];
    double[] bound = new double[rates.length];
    for (int k = 0; k < rates.length; k++) {
      bound[k] = Math.max(budget - used[k] - RISK_MARGIN, 0);
    }
    for (int j = 0; j < columns; j++) {
      State state = variables.get(j);
      // Equally good solutions: prefer stopping at small differences, as the reference does.
      double preference = 1 - TIE_BREAK * (state.many - state.few);
      objective[j] = (state.isOwnMirror() ? 1 : 2) * preference;
      for (int k = 0; k < rates.length; k++) {
        matrix[k][j] = mass[state.few][state.many] * tilt[k][state.few + state.many];
        if (!state.isOwnMirror()) {
          matrix[k][j] +=
              mass[state.mirrorFew][state.mirrorMany] * tilt[k][state.mirrorFew + state.mirrorMany];
        }
      }
    }
    return new BoundedSimplex(objective, matrix, bound).solve();
  }

  private void spend(int few, int many, double weight, double[][] tilt) {
    if (weight > 0 && mass[few][many] > 0) {
      for (int k = 0; k < rates.length; k++) {
        used[k] += weight * mass[few][many] * tilt[k][few + many];
      }
      mass[few][many] *= 1 - weight;
      mass[many][few] *= 1 - weight;
    }
  }
}
