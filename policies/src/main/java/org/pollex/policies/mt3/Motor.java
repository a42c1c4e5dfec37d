package org.pollex.policies.mt3;

import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;

/**
 * Turns a commanded position into an action of a world whose actions shift the command: (target -
 * command) / scale, within the action's limits. Knows whether the last shift got the command where
 * it was wanted, or as far as the world lets it.
 */
final class Motor {
  /** The command counts as there, metres. */
  private static final double THERE = 0.002;

  private static final double STUCK = 1e-6;

  /** Fingers count as having an opening, share of the full one. */
  private static final double FINGERS_THERE = 0.03;

  private final List<ActionSpec.Channel> channels;
  private Vec3 target;
  private Vec3 before;

  Motor(ActionSpec spec) {
    if (spec.kind() != ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION || spec.dimension() != 4) {
      throw new BadInputException(
          "actions of kind " + spec.kind() + " with " + spec.dimension() + " numbers",
          "MT3 drives worlds whose actions are dx, dy, dz of the end effector and the gripper.");
    }
    channels = spec.channels();
  }

  /** Returns the action that brings the command towards a target, one step's worth. */
  Decision towards(Vec3 wanted, float gripper, Observation now) {
    before = now.point("command_pos");
    target = wanted;
    double[] difference = wanted.minus(before).toArray();
    float[] action = new float[4];
    for (int i = 0; i < 3; i++) {
      action[i] = channels.get(i).number(difference[i]);
    }
    action[3] = gripper;
    return Decision.Act.one(action);
  }

  /** Returns the gripper command that brings the fingers towards an opening. */
  float fingersTowards(double opening, Observation now) {
    double excess = now.vector("gripper")[0] - opening;
    return Math.abs(excess) < FINGERS_THERE ? 0 : (float) Math.signum(excess);
  }

  /** Returns true if the fingers have about this opening. */
  boolean fingersAre(double opening, Observation now) {
    return Math.abs(now.vector("gripper")[0] - opening) < 2 * FINGERS_THERE;
  }

  /** Returns true if, after the last action, the command is at its target or cannot get nearer. */
  boolean arrived(Observation now) {
    double[] command = now.point("command_pos").toArray();
    double[] wanted = target.toArray();
    double[] last = before.toArray();
    for (int i = 0; i < 3; i++) {
      // A coordinate that should have changed and did not is at the border of the workspace.
      boolean there = Math.abs(command[i] - wanted[i]) < THERE;
      if (!there && Math.abs(command[i] - last[i]) > STUCK) {
        return false;
      }
    }
    return true;
  }
}
