package org.pollex.policies.mt3;

import java.util.ArrayDeque;
import java.util.Deque;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.retrieval.cloud.KdTree;

/**
 * The way to where replay starts: straight, or, where the gripper would come near something in
 * view, up, across at travelling height, and down.
 */
final class Approach {
  /** Height of travel, metres above the table: higher than anything that stands on it. */
  private static final double TRAVEL_HEIGHT = 0.30;

  private static final double HIGH = 0.40;

  /** Distance that the gripper keeps to the clouds on a straight way, metres. */
  private static final double CLEARANCE = 0.02;

  /** How near the hand has to come to a place on the way, and to the last one, metres. */
  private static final double NEAR = 0.02;

  private static final double ARRIVED = 0.008;

  /** A hand that moves less than this in a step rests, metres. */
  private static final double RESTING = 0.0005;

  private static final int STEPS_PER_LINE = 100;

  /** Fingers close or open within this. */
  private static final int STEPS_FOR_FINGERS = 25;

  private final Deque<Vec3> places = new ArrayDeque<>();
  private final double fingers;
  private final Motor motor;
  private final boolean raised;
  private int steps;
  private Vec3 handBefore;
  private int resting;

  private Approach(
      Observation now, Vec3 start, double fingers, Motor motor, boolean raised, double height) {
    this.fingers = fingers;
    this.motor = motor;
    this.raised = raised;
    Vec3 hand = now.point("ee_pos");
    if (raised) {
      double travel = Math.max(height, Math.max(hand.z(), start.z()));
      places.add(new Vec3(hand.x(), hand.y(), travel));
      places.add(new Vec3(start.x(), start.y(), travel));
    }
    if (raised || hand.distance(start) >= ARRIVED || !motor.fingersAre(fingers, now)) {
      places.add(start);
    }
  }

  /**
   * The way of a first attempt.
   *
   * @param start where the hand should arrive, metres
   * @param fingers the opening that the fingers should have there, 1 open
   */
  static Approach first(Observation now, Vec3 start, double fingers, Clouds clouds, Motor motor) {
    boolean raised = isBlocked(now.point("ee_pos"), start, clouds);
    return new Approach(now, start, fingers, motor, raised, TRAVEL_HEIGHT);
  }

  /** The way of a later attempt, when things may stand elsewhere: well above everything. */
  static Approach fromAbove(Observation now, Vec3 start, double fingers, Motor motor) {
    return new Approach(now, start, fingers, motor, true, HIGH);
  }

  /** Whether it goes up first. */
  boolean raised() {
    return raised;
  }

  /** Returns the next action, or null once the hand has arrived or cannot get nearer. */
  Decision next(Observation now) {
    while (!places.isEmpty() && isDone(now)) {
      places.remove();
      steps = 0;
    }
    if (places.isEmpty()) {
      return null;
    }
    steps++;
    return motor.towards(places.peek(), motor.fingersTowards(fingers, now), now);
  }

  private boolean isDone(Observation now) {
    if (steps == 0) {
      return false;
    }
    if (steps >= STEPS_PER_LINE) {
      return true;
    }
    if (places.size() == 1 && steps < STEPS_FOR_FINGERS && !motor.fingersAre(fingers, now)) {
      return false;
    }
    double distance = now.point("ee_pos").distance(places.peek());
    boolean rising = raised && places.size() == 3;
    double enough = places.size() == 1 ? ARRIVED : NEAR;
    // Also at rest where the world lets it go no nearer.
    return motor.arrived(now) && (rising || distance < enough || rests(now));
  }

  private boolean rests(Observation now) {
    Vec3 hand = now.point("ee_pos");
    resting = handBefore != null && hand.distance(handBefore) < RESTING ? resting + 1 : 0;
    handBefore = hand;
    return resting >= 5;
  }

  private static boolean isBlocked(Vec3 from, Vec3 to, Clouds clouds) {
    return clouds
        .all()
        .map(cloud -> isBlocked(from, to, new KdTree(cloud)))
        .reduce(false, Boolean::logicalOr);
  }

  private static boolean isBlocked(Vec3 from, Vec3 to, KdTree cloud) {
    int pieces = Math.max(1, (int) (from.distance(to) / 0.01));
    for (int i = 0; i <= pieces; i++) {
      Vec3 place = from.plus(to.minus(from).times((double) i / pieces));
      if (GripperShape.SAWYER.distance(place, cloud) < CLEARANCE) {
        return true;
      }
    }
    return false;
  }
}
