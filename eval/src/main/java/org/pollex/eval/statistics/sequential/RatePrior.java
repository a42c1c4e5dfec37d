package org.pollex.eval.statistics.sequential;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.special.Beta;
import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.rate.BetaPosterior;

/**
 * What is believed about the two success rates before the first rollout, for the design of an
 * optimal test. Both policies are treated alike.
 */
public sealed interface RatePrior {

  /** Both rates independent and uniform on [0, 1]. */
  record Uniform() implements RatePrior {}

  /**
   * Equal weight on a list of pairs of rates and on the same pairs with the policies exchanged.
   *
   * @param pairs {rate of one policy, rate of the other}, not equal to each other
   */
  record Points(List<double[]> pairs) implements RatePrior {

    public Points {
      pairs = List.copyOf(pairs);
      for (double[] pair : pairs) {
        if (pair.length != 2 || pair[0] == pair[1] || !inside(pair[0]) || !inside(pair[1])) {
          throw new IllegalArgumentException(
              "allowed: pairs of two different rates strictly between 0 and 1");
        }
      }
    }

    private static boolean inside(double rate) {
      return rate > 0 && rate < 1;
    }
  }

  /**
   * Reads a prior: {@code uniform}, or pairs of rates such as {@code 0.3:0.5,0.1:0.3}, which stand
   * for themselves and their mirror images.
   *
   * @throws BadInputException if the text is neither
   */
  static RatePrior parse(String text) {
    if (text.equals("uniform")) {
      return new Uniform();
    }
    try {
      List<double[]> pairs = new ArrayList<>();
      for (String pair : text.split(",", -1)) {
        String[] rates = pair.split(":", -1);
        if (rates.length != 2) {
          throw new IllegalArgumentException("'%s' is not a pair of rates".formatted(pair));
        }
        pairs.add(new double[] {Double.parseDouble(rates[0]), Double.parseDouble(rates[1])});
      }
      return new Points(pairs);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "prior '%s': %s".formatted(text, e.getMessage()),
          "Allowed: uniform, or pairs of two different rates between 0 and 1, such as"
              + " 0.3:0.5,0.1:0.3.",
          e);
    }
  }

  /**
   * The probability of one path with the given success counts after {@code pairs} pairs, relative
   * to that under rates of 1/2.
   */
  default double path(int pairs, int a, int b) {
    return switch (this) {
      case Uniform() ->
          Math.exp(
              2 * pairs * Math.log(2)
                  + Beta.logBeta(a + 1.0, pairs - a + 1.0)
                  + Beta.logBeta(b + 1.0, pairs - b + 1.0));
      case Points points -> {
        double sum = 0;
        for (double[] pair : points.pairs) {
          sum += tilt(pairs, a, pair[0]) * tilt(pairs, b, pair[1]);
          sum += tilt(pairs, a, pair[1]) * tilt(pairs, b, pair[0]);
        }
        yield sum / (2 * points.pairs.size());
      }
    };
  }

  /** The part of {@link #path} that comes from rates with B better than A. */
  default double pathWithBBetter(int pairs, int a, int b) {
    return switch (this) {
      case Uniform() ->
          path(pairs, a, b)
              * new BetaPosterior(b + 1.0, pairs - b + 1.0)
                  .probabilityGreaterThan(new BetaPosterior(a + 1.0, pairs - a + 1.0));
      case Points points -> {
        double sum = 0;
        for (double[] pair : points.pairs) {
          double worse = Math.min(pair[0], pair[1]);
          double better = Math.max(pair[0], pair[1]);
          sum += tilt(pairs, a, worse) * tilt(pairs, b, better);
        }
        yield sum / (2 * points.pairs.size());
      }
    };
  }

  private static double tilt(int pairs, int successes, double rate) {
    return Math.exp(
        successes * Math.log(2 * rate) + (pairs - successes) * Math.log(2 * (1 - rate)));
  }
}
