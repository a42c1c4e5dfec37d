package org.pollex.metaworld.expert;

import org.pollex.hardware.geometry.Vec3;

/**
 * What an expert looks at: the places in one observation, and how far the hand is from them.
 *
 * <p>Each distance squares and adds in the order x, y, z with one rounding per operation, as NumPy
 * does.
 *
 * @param hand the hand, observation 0 to 2
 * @param opening the distance of the fingers, 1 open, about 0.29 closed on nothing; observation 3
 * @param object the first object, observation 4 to 6
 * @param second the second object, observation 11 to 13; zeros in tasks with one object
 * @param goal the goal, observation 36 to 38
 */
record Sight(Vec3 hand, double opening, Vec3 object, Vec3 second, Vec3 goal) {
  /** Numbers in an observation. */
  static final int OBSERVATION = 39;

  static Sight of(double[] observation) {
    return new Sight(
        Vec3.of(observation, 0),
        observation[3],
        Vec3.of(observation, 4),
        Vec3.of(observation, 11),
        Vec3.of(observation, 36));
  }

  /** Horizontal distance of the hand from a place. */
  double xy(Vec3 place) {
    return length(hand.x() - place.x(), hand.y() - place.y());
  }

  /** Distance of the hand from a place, seen from the front. */
  double xz(Vec3 place) {
    return length(hand.x() - place.x(), hand.z() - place.z());
  }

  /** Distance of the hand from a place. */
  double xyz(Vec3 place) {
    return hand.distance(place);
  }

  /** Sideways distance of the hand from a place. */
  double x(Vec3 place) {
    return Math.abs(hand.x() - place.x());
  }

  /** Difference in height of the hand and a place. */
  double z(Vec3 place) {
    return Math.abs(hand.z() - place.z());
  }

  /** Length of a vector of two numbers. */
  static double length(double first, double second) {
    return Math.sqrt(first * first + second * second);
  }
}
