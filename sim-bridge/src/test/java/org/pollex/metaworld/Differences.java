package org.pollex.metaworld;

/** How far two sources of the same numbers are apart, over all steps of a task. */
final class Differences {
  private long steps;
  private long stateBits;
  private long observationBits;
  private long rewardBits;
  private long infoBits;
  private double observation;
  private double rewardV2;
  private double rewardV1;
  private double info;
  private long successes;
  private long scored;

  void step() {
    steps++;
  }

  boolean state(double[] expected, double[] actual) {
    boolean equal = java.util.Arrays.equals(expected, actual);
    stateBits += equal ? 1 : 0;
    return equal;
  }

  double observation(double[] expected, double[] actual) {
    double worst = worst(expected, actual);
    observationBits += java.util.Arrays.equals(expected, actual) ? 1 : 0;
    observation = Math.max(observation, worst);
    return worst;
  }

  double reward(boolean v2, double expected, double actual) {
    double error = error(expected, actual);
    scored++;
    rewardBits += expected == actual ? 1 : 0;
    if (v2) {
      rewardV2 = Math.max(rewardV2, error);
    } else {
      rewardV1 = Math.max(rewardV1, error);
    }
    return error;
  }

  double info(double[] expected, double[] actual) {
    double worst = worst(expected, actual);
    infoBits += worst == 0 ? 1 : 0;
    info = Math.max(info, worst);
    successes += expected[0] == actual[0] ? 0 : 1;
    return worst;
  }

  private static double worst(double[] expected, double[] actual) {
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, error(expected[i], actual[i]));
    }
    return worst;
  }

  private static double error(double expected, double actual) {
    double error = Math.abs(expected - actual) / Math.max(1, Math.abs(expected));
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  double worst() {
    return Math.max(Math.max(observation, info), Math.max(rewardV2, rewardV1));
  }

  boolean sameSuccess() {
    return successes == 0;
  }

  boolean samePhysics() {
    return stateBits == steps;
  }

  /** A row of the published table. */
  String row(String task) {
    return "| %s | %d | %s | %s | %s | %.1e | %.1e | %.1e | %.1e |"
        .formatted(
            task,
            steps,
            share(stateBits, steps),
            share(observationBits, steps),
            share(rewardBits + infoBits, 2 * scored),
            observation,
            rewardV2,
            rewardV1,
            info);
  }

  private static String share(long part, long whole) {
    return part == whole ? "all" : "%.4f".formatted((double) part / whole);
  }
}
