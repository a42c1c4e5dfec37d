package org.pollex.cli;

import org.pollex.errors.BadInputException;
import org.pollex.eval.statistics.sequential.OptimalTest;
import org.pollex.eval.statistics.sequential.RatePrior;
import org.pollex.eval.statistics.sequential.SequentialMethod;
import org.pollex.eval.statistics.sequential.SequentialTest;
import picocli.CommandLine.Option;

/** What the optimal design asks for: a belief about the rates and the price of a pair. */
final class StatsOptimalOptions {
  @Option(
      names = "--prior",
      description = {
        "Belief about the two rates, for --test optimal: uniform (the default), or pairs",
        "of rates such as 0.3:0.5,0.1:0.3, with their mirror images."
      })
  private String prior;

  @Option(
      names = "--cost",
      description = {
        "Price of a pair in units of one correct decision, for --test optimal",
        "(default: 0.25 divided by the maximum of pairs)."
      })
  private Double cost;

  /** Designs a test; refuses options of the optimal design with any other. */
  SequentialTest design(SequentialMethod method, double alpha, int pairs, long seed) {
    if (method != SequentialMethod.OPTIMAL) {
      if (prior != null || cost != null) {
        throw new BadInputException(
            "%s with --test %s".formatted(prior != null ? "--prior" : "--cost", method.id()),
            "A prior and a cost belong to --test optimal alone.");
      }
      return method.design(alpha, pairs, seed);
    }
    try {
      return OptimalTest.of(
          RatePrior.parse(prior == null ? "uniform" : prior), price(pairs), alpha, pairs, seed);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("test optimal: " + e.getMessage(), "", e);
    }
  }

  private double price(int pairs) {
    return cost == null ? OptimalTest.usualCost(Math.max(1, pairs)) : cost;
  }
}
