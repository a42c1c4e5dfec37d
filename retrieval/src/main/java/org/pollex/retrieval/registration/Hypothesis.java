package org.pollex.retrieval.registration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A motion and how well it explains both views. */
record Hypothesis(Motion motion, PoseScore.Value value) {

  double cost() {
    return value.cost();
  }

  /** The best of each group of hypotheses that put the object in the same place, best first. */
  static List<Hypothesis> distinct(
      List<Hypothesis> all, double[] sourceCentre, double distance, double angle, int limit) {
    List<Hypothesis> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingDouble(Hypothesis::cost));
    List<Hypothesis> kept = new ArrayList<>();
    for (Hypothesis h : sorted) {
      if (kept.stream().noneMatch(k -> h.isNear(k, sourceCentre, distance, angle))) {
        kept.add(h);
        if (kept.size() == limit) {
          break;
        }
      }
    }
    return kept;
  }

  private boolean isNear(Hypothesis other, double[] sourceCentre, double distance, double angle) {
    return yawTo(other) < angle && shiftTo(other, sourceCentre) < distance;
  }

  /** Difference of yaw, radians, 0 to pi. */
  double yawTo(Hypothesis other) {
    return Math.abs(Math.IEEEremainder(motion.yaw() - other.motion.yaw(), 2 * Math.PI));
  }

  /** How far apart the two motions put a point of the source, metres. */
  double shiftTo(Hypothesis other, double[] p) {
    double[] a = motion.apply(p);
    double[] b = other.motion.apply(p);
    return Math.sqrt(
        (a[0] - b[0]) * (a[0] - b[0])
            + (a[1] - b[1]) * (a[1] - b[1])
            + (a[2] - b[2]) * (a[2] - b[2]));
  }
}
