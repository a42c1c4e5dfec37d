package org.pollex.retrieval.registration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;

/** Turns refined hypotheses into answers: which to return, in which order, and how sure. */
final class AnswerSelection {
  /** Costs closer than this cannot be told apart. */
  private static final double TIE = 0.015;

  /** Costs within this margin of the best make a pose ambiguous. */
  private static final double MARGIN = 0.08;

  /** So do costs within this wider margin if nothing more speaks against the pose. */
  private static final double UNREFUTED_MARGIN = 0.13;

  private static final double UNREFUTED = 0.02;

  /** Cost difference that makes an answer e times less believable. */
  private static final double TEMPERATURE = 0.04;

  /** An answer elsewhere: turned by more than this, or shifted by more (metres). */
  private static final double OTHER_YAW = Math.toRadians(12);

  private static final double OTHER_PLACE = 0.015;

  private final double[] sourceCentre;

  AnswerSelection(double[] sourceCentre) {
    this.sourceCentre = sourceCentre;
  }

  /**
   * Selects the answers.
   *
   * @param sorted hypotheses by cost
   * @param unturned the best place without a turn, which wins a tie if the pose is ambiguous
   */
  RegistrationResult select(List<Hypothesis> sorted, Hypothesis unturned, int limit) {
    Hypothesis best = sorted.getFirst();
    List<Hypothesis> kept = new ArrayList<>();
    for (Hypothesis h : sorted) {
      if (isPossible(h, best) && kept.size() < limit) {
        kept.add(h);
      }
    }
    boolean ambiguous = kept.stream().anyMatch(h -> isElsewhere(h, best));
    if (ambiguous && unturned.cost() <= best.cost() + TIE) {
      kept.removeIf(h -> !isElsewhere(h, unturned));
      kept.add(unturned);
    }
    kept.sort(
        Comparator.comparingDouble((Hypothesis h) -> Math.max(h.cost(), best.cost() + TIE))
            .thenComparingDouble(h -> Math.abs(h.motion().yaw())));
    double total = kept.stream().mapToDouble(h -> belief(h, best)).sum();
    List<Alignment> answers =
        kept.stream().map(h -> alignment(h, belief(h, best) / total)).toList();
    return new RegistrationResult(
        answers, ambiguous, alignment(unturned, belief(unturned, best) / total));
  }

  private static boolean isPossible(Hypothesis h, Hypothesis best) {
    double worse = h.cost() - best.cost();
    double against = h.value().contradiction() - best.value().contradiction();
    return worse <= MARGIN || worse <= UNREFUTED_MARGIN && against <= UNREFUTED;
  }

  private boolean isElsewhere(Hypothesis h, Hypothesis best) {
    return h.yawTo(best) > OTHER_YAW || h.shiftTo(best, sourceCentre) > OTHER_PLACE;
  }

  private static double belief(Hypothesis h, Hypothesis best) {
    return Math.exp((best.cost() - h.cost()) / TEMPERATURE);
  }

  private static Alignment alignment(Hypothesis h, double confidence) {
    Pose pose = new Pose(Vec3.of(h.motion().t(), 0), Rotations.quaternion(h.motion().r()));
    return new Alignment(
        pose,
        h.motion().yaw(),
        Math.exp(-h.cost()),
        confidence,
        h.value().matched(),
        h.value().refuted());
  }
}
