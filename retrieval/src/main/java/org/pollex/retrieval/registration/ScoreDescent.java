package org.pollex.retrieval.registration;

/**
 * Pattern search on the score itself (Hooke and Jeeves 1961). ICP sees only pairs of near points;
 * where two views share little surface the pose is held by silhouettes, which only the score knows.
 */
final class ScoreDescent {
  private static final int HALVINGS = 3;
  private static final int MAX_ROUNDS = 12;
  private static final double LEAST_GAIN = 1e-4;

  private final PoseScore score;
  private final double[] pivot;
  private final double radius;

  /** Turns about {@code pivot}; an angle moves points at {@code radius} by one step. */
  ScoreDescent(PoseScore score, double[] pivot, double radius) {
    this.score = score;
    this.pivot = pivot;
    this.radius = radius;
  }

  Motion descend(Motion start, double firstStep, int points) {
    Motion best = start;
    double cost = score.of(start, points).cost();
    double step = firstStep;
    for (int halving = 0; halving < HALVINGS; halving++) {
      for (int round = 0; round < MAX_ROUNDS; round++) {
        double before = cost;
        for (int move = 0; move < 8; move++) {
          Motion next = moved(best, move / 2, move % 2 == 0 ? step : -step);
          double c = score.of(next, points).cost();
          if (c < cost - LEAST_GAIN) {
            cost = c;
            best = next;
          }
        }
        if (cost == before) {
          break;
        }
      }
      step /= 2;
    }
    return best;
  }

  /** Shifts along axis 0, 1 or 2, or turns about the vertical (axis 3). */
  private Motion moved(Motion motion, int axis, double step) {
    double[] turn = new double[3];
    double[] shift = new double[3];
    if (axis == 3) {
      turn[2] = step / radius;
    } else {
      shift[axis] = step;
    }
    return motion.then(turn, pivot, shift);
  }
}
