package org.pollex.hardware.trajectory;

import org.pollex.errors.BadInputException;

/**
 * Where joints are and how they move; one number per joint.
 *
 * @param position rad or m
 * @param velocity rad/s or m/s
 * @param acceleration rad/s² or m/s²
 */
public record MotionState(double[] position, double[] velocity, double[] acceleration) {
  /** Copies the numbers; refuses lengths that differ and numbers that are not finite. */
  public MotionState {
    position = finite(position, position.length);
    velocity = finite(velocity, position.length);
    acceleration = finite(acceleration, position.length);
  }

  private static double[] finite(double[] numbers, int joints) {
    if (numbers.length != joints) {
      throw new BadInputException(
          numbers.length + " numbers for " + joints + " joints", "Give one for each joint.");
    }
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new BadInputException("a state with " + number, "Give finite numbers.");
      }
    }
    return numbers.clone();
  }

  /** Returns a state of rest. */
  public static MotionState rest(double... position) {
    return new MotionState(position, new double[position.length], new double[position.length]);
  }

  /** Returns a state without acceleration. */
  public static MotionState moving(double[] position, double[] velocity) {
    return new MotionState(position, velocity, new double[position.length]);
  }

  /** Returns the number of joints. */
  public int joints() {
    return position.length;
  }

  @Override
  public double[] position() {
    return position.clone();
  }

  @Override
  public double[] velocity() {
    return velocity.clone();
  }

  @Override
  public double[] acceleration() {
    return acceleration.clone();
  }
}
