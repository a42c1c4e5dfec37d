package org.pollex.eval.statistics.sequential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The truncated test with the largest expected correct decisions less cost of pairs, among all
 * tests (randomised ones included) whose size is at most alpha at every common success rate.
 *
 * <p>This is a linear program over mixtures of deterministic designs: few rows (the sizes at a grid
 * of null rates, and the mixture's total weight), astronomically many columns. Columns are
 * generated as needed (Dantzig and Wolfe 1960): the program's dual prices of the sizes go into
 * {@link OptimalInduction}, whose best design is the column that helps most. The Lagrangian bound
 * of the same induction proves how far the mixture can be from the optimum. At the end the mixture
 * becomes one table of stopping probabilities: at each state the share of the mixture's mass that
 * stops.
 */
final class OptimalSynthesis {

  private static final int NULL_POINTS = 121;
  private static final int MOST_ROUNDS = 300;

  /** Studies of more pairs start from the prices of one of half the pairs. */
  private static final int SHORT = 40;

  /** Share of the newest dual prices in the next ones. */
  private static final double TRUST = 0.15;

  private static final int FINE_POINTS = 999;

  private final int pairs;
  private final double alpha;
  private final double[] rates;
  private final OptimalInduction induction;
  private final List<StopSet> designs = new ArrayList<>();
  private final List<double[]> sizes = new ArrayList<>();
  private final List<Double> gains = new ArrayList<>();
  private final double floor;

  /** The prices that prove the best bound so far. */
  private double[] centre;

  private double bound = Double.POSITIVE_INFINITY;

  private OptimalSynthesis(RatePrior prior, double cost, double alpha, int pairs, double[] centre) {
    this.pairs = pairs;
    this.alpha = alpha;
    this.rates = nullRates(NULL_POINTS);
    this.induction = new OptimalInduction(prior, cost, pairs, rates);
    this.floor = cost * pairs;
    this.centre = centre;
    designs.add(new StopSet(pairs)); // never declares anything: feasible at once
    sizes.add(new double[rates.length]);
    gains.add(-floor);
  }

  /**
   * The optimal boundary and how well it is proven.
   *
   * @param table stopping probabilities
   * @param value expected correct decisions less cost of pairs, under the prior
   * @param bound no test of this size has a larger value
   */
  record Optimum(StoppingTable table, double value, double bound) {}

  static Optimum synthesise(RatePrior prior, double cost, double alpha, int pairs) {
    return converge(prior, cost, alpha, pairs).finish();
  }

  /** Shorter studies at the same total cost have similar prices and are solved much sooner. */
  private static OptimalSynthesis converge(RatePrior prior, double cost, double alpha, int pairs) {
    double[] centre = new double[NULL_POINTS];
    Arrays.fill(centre, 10.0 / NULL_POINTS);
    if (pairs > SHORT) {
      int fewer = pairs / 2;
      centre = converge(prior, cost * pairs / fewer, alpha, fewer).centre;
    }
    OptimalSynthesis synthesis = new OptimalSynthesis(prior, cost, alpha, pairs, centre);
    synthesis.generate();
    return synthesis;
  }

  /** The gap between value and bound, in correct decisions, at which the search ends. */
  private static double enough(int pairs) {
    return pairs <= 100 ? 1e-5 : 2e-4;
  }

  /** Chebyshev points of (0, 1): dense near the ends, where sizes change fastest. */
  private static double[] nullRates(int points) {
    double[] rates = new double[points];
    for (int k = 0; k < points; k++) {
      rates[k] = (1 - Math.cos(Math.PI * (k + 0.5) / points)) / 2;
    }
    return rates;
  }

  private void generate() {
    Master master = solve(alpha);
    for (int round = 0; round < MOST_ROUNDS && bound - master.value > enough(pairs); round++) {
      // Pure dual prices jump about; prices between them and the best ones so far converge sooner.
      double[] prices = new double[rates.length];
      double trust = round == 0 ? 0 : TRUST;
      for (int k = 0; k < prices.length; k++) {
        prices[k] = (1 - trust) * centre[k] + trust * master.prices[k];
      }
      double proven = price(prices);
      if (proven < bound) {
        bound = proven;
        centre = prices;
      }
      master = solve(alpha);
    }
  }

  /** Adds the best design at the given prices; returns the Lagrangian bound that they prove. */
  private double price(double[] prices) {
    double[] perDirection = Arrays.stream(prices).map(price -> price / 2).toArray();
    OptimalInduction.Best best = induction.best(perDirection);
    double[] size = sizes(best.stops());
    double paid = 0;
    double allowed = 0;
    for (int k = 0; k < rates.length; k++) {
      paid += prices[k] * size[k];
      allowed += prices[k] * alpha;
    }
    designs.add(best.stops());
    sizes.add(size);
    gains.add(best.value() + paid);
    return best.value() + allowed;
  }

  private double[] sizes(StopSet stops) {
    double[][] stopped = new double[pairs + 1][];
    HalfDynamics dynamics = new HalfDynamics(pairs);
    for (int t = 1; t <= pairs; t++) {
      dynamics.step();
      stopped[t] = new double[2 * t + 1];
      for (int few = 0; few < t; few++) {
        for (int many = stops.next(t, few, few + 1);
            many <= t;
            many = stops.next(t, few, many + 1)) {
          stopped[t][few + many] += dynamics.mass(few, many);
          dynamics.stop(few, many);
        }
      }
    }
    NullSize size = new NullSize(stopped);
    return Arrays.stream(rates).map(size::at).toArray();
  }

  /** Weights of the designs in the best mixture so far, and the dual prices of the sizes. */
  private record Master(double[] weights, double[] prices, double value) {}

  private Master solve(double allowed) {
    int columns = designs.size();
    double[] objective = new double[columns];
    double[][] matrix = new double[rates.length + 1][columns];
    double[] bound = new double[rates.length + 1];
    Arrays.fill(bound, allowed);
    bound[rates.length] = 1;
    for (int j = 0; j < columns; j++) {
      objective[j] = gains.get(j) + floor + 1; // positive, so that the whole weight is used
      for (int k = 0; k < rates.length; k++) {
        matrix[k][j] = sizes.get(j)[k];
      }
      matrix[rates.length][j] = 1;
    }
    BoundedSimplex simplex = new BoundedSimplex(objective, matrix, bound);
    double[] weights = simplex.solve();
    double value = 0;
    for (int j = 0; j < columns; j++) {
      value += weights[j] * gains.get(j);
    }
    return new Master(weights, Arrays.copyOf(simplex.prices(), rates.length), value);
  }

  /** Between the null rates a size may overshoot by a millionth: take that off and mix again. */
  private Optimum finish() {
    double allowed = alpha;
    double boldness = 1.2; // a new mixture has its peaks elsewhere, so the step must grow
    for (int attempt = 0; attempt < 20; attempt++) {
      Master master = solve(allowed);
      StoppingTable table = mix(master.weights);
      double largest = new NullSize(new CountDynamics(table).stoppedByTotal()).largest(FINE_POINTS);
      if (largest <= alpha) {
        return new Optimum(table, master.value, bound);
      }
      allowed -= boldness * (largest - alpha);
      boldness *= 1.5;
    }
    throw new IllegalStateException("no design of size " + alpha + " found");
  }

  private StoppingTable mix(double[] weights) {
    int[] used = IntStream.range(0, weights.length).filter(j -> weights[j] > 1e-9).toArray();
    HalfDynamics[] dynamics = new HalfDynamics[used.length];
    Arrays.setAll(dynamics, i -> new HalfDynamics(pairs));
    StoppingTable table = new StoppingTable(pairs);
    for (int t = 1; t <= pairs; t++) {
      for (HalfDynamics one : dynamics) {
        one.step();
      }
      for (int few = 0; few < t; few++) {
        table.setExactly(t, few, row(weights, used, dynamics, t, few));
      }
    }
    return table;
  }

  private double[] row(double[] weights, int[] used, HalfDynamics[] dynamics, int t, int few) {
    double[] row = new double[t + 1];
    for (int many = few + 1; many <= t; many++) {
      double reached = 0;
      double stopped = 0;
      for (int i = 0; i < used.length; i++) {
        double mass = weights[used[i]] * dynamics[i].mass(few, many);
        reached += mass;
        if (designs.get(used[i]).contains(t, few, many)) {
          stopped += mass;
          dynamics[i].stop(few, many);
        }
      }
      row[many] = reached == 0 ? 1 : stopped / reached;
    }
    return row;
  }
}
