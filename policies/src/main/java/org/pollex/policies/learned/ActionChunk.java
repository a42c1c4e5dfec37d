package org.pollex.policies.learned;

import org.pollex.datasets.window.Normalizer;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.ActionSpec;

/**
 * Chunks of commands: for each of {@code horizon} steps where the command is to be, relative to
 * where the hand was at the last observation (3, metres), and the gripper's action (1). The LBM
 * paper's relative trajectories (section on actions), for worlds whose actions shift a commanded
 * position.
 *
 * @param horizon steps of a chunk
 * @param executed steps of it that are executed before the policy is asked again
 * @param ensemble 0, or m: then the policy is asked at every step, and where the command is to be
 *     is the mean of all chunks that speak of the step, weighted by e^(−m i) from the oldest on
 *     (ACT's temporal ensembling)
 * @param scales of the relative positions, metres; dimension 3 · step + axis
 */
public record ActionChunk(int horizon, int executed, double ensemble, Normalizer scales) {
  /** Numbers per step. */
  public static final int WIDTH = 4;

  /** Largest magnitude of a scaled number (LBM paper). */
  static final double CLIP = 1.5;

  /** Smallest range to divide by, metres. */
  static final double LEAST_RANGE = 0.01;

  /** Refuses chunks that cannot be executed. */
  public ActionChunk {
    if (!(ensemble >= 0) || ensemble > 0 && executed != 1) {
      throw new BadInputException(
          "an ensemble of " + ensemble + " with " + executed + " executed steps",
          "Allowed: 0, or above 0 with 1 executed step.");
    }
    if (executed < 1 || executed > horizon) {
      throw new BadInputException(
          executed + " executed steps of a chunk of " + horizon, "Allowed: 1 to the horizon.");
    }
  }

  /** Scales a relative position of a step. */
  float scale(int step, int axis, double relative) {
    return (float) scales.scale(3 * step + axis, relative);
  }

  /** The relative position, in metres, that a scaled number stands for. */
  double unscale(int step, int axis, double scaled) {
    return scales.unscale(3 * step + axis, Math.clamp(scaled, -CLIP, CLIP));
  }

  /**
   * Returns where a step of a predicted chunk wants the command (3, metres) and the gripper (1).
   *
   * @param chunk [horizon × 4] scaled numbers
   * @param step of the chunk
   * @param hand where the hand was when the chunk was predicted, metres
   */
  double[] target(float[] chunk, int step, double[] hand) {
    double[] target = new double[WIDTH];
    for (int axis = 0; axis < 3; axis++) {
      target[axis] = hand[axis] + unscale(step, axis, chunk[WIDTH * step + axis]);
    }
    target[3] = chunk[WIDTH * step + 3];
    return target;
  }

  /**
   * Returns the action that brings the command towards a target.
   *
   * @param target position (3, metres) and gripper (1)
   * @param command where the command is now, metres
   * @param spec the world's actions
   */
  static float[] action(double[] target, double[] command, ActionSpec spec) {
    float[] action = new float[WIDTH];
    for (int axis = 0; axis < 3; axis++) {
      action[axis] = spec.channels().get(axis).number(target[axis] - command[axis]);
    }
    ActionSpec.Channel gripper = spec.channels().get(3);
    action[3] = (float) Math.clamp(target[3], gripper.low(), gripper.high());
    return action;
  }

  /** Refuses worlds whose actions are not shifts of a commanded position and a gripper. */
  static void requireFit(ActionSpec spec) {
    if (spec.kind() != ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION || spec.dimension() != WIDTH) {
      throw new BadInputException(
          "actions of kind " + spec.kind() + " with " + spec.dimension() + " numbers",
          "This policy drives worlds whose actions are dx, dy, dz of the end effector and the"
              + " gripper.");
    }
  }
}
