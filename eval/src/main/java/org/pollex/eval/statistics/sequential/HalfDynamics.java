package org.pollex.eval.statistics.sequential;

/**
 * Path mass at rates of 1/2 over states with few at most many successes; mirror images carry the
 * same mass, since both policies are treated alike.
 */
final class HalfDynamics {

  private final double[][] mass;
  private int t;

  HalfDynamics(int pairs) {
    mass = new double[pairs + 1][pairs + 1];
    mass[0][0] = 1;
  }

  double mass(int few, int many) {
    return mass[few][many];
  }

  /** Takes the given share of the mass out of a state. */
  void stop(int few, int many) {
    mass[few][many] = 0;
  }

  /** One pair more, in place. */
  void step() {
    t++;
    for (int few = t; few >= 0; few--) {
      for (int many = t; many >= few; many--) {
        double sum = mass[few][many];
        if (many > few) {
          sum += mass[few][many - 1];
        } else if (few > 0) {
          sum += mass[few - 1][many]; // the mirror image of (few, many - 1)
        }
        if (few > 0) {
          sum += mass[few - 1][many] + mass[few - 1][many - 1];
        }
        mass[few][many] = sum / 4;
      }
    }
  }
}
