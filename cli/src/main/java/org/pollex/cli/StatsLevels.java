package org.pollex.cli;

import org.pollex.errors.BadInputException;
import picocli.CommandLine.Option;

/** Error rate and level of intervals, shared by the {@code stats} verbs. */
final class StatsLevels {
  @Option(
      names = "--alpha",
      defaultValue = "0.05",
      description = "Family-wise error rate (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--level",
      defaultValue = "0.95",
      description = "Level of all intervals (default: ${DEFAULT-VALUE}).")
  private double level;

  double alpha() {
    return probability("--alpha", alpha);
  }

  double level() {
    return probability("--level", level);
  }

  static double probability(String option, double value) {
    if (!(value > 0 && value < 1)) {
      throw new BadInputException(
          option + " " + value, "Allowed: a number strictly between 0 and 1, such as 0.05.");
    }
    return value;
  }
}
