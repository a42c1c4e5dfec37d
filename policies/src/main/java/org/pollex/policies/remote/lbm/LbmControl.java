package org.pollex.policies.remote.lbm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.ActionSpec;

/** What a served policy's actions mean for the arms. */
public enum LbmControl {
  /**
   * The right hand: dx, dy, dz of its desired position and the gripper (−1 open, 1 closed). The
   * right hand keeps its rotation, the left arm stays where it is told to be.
   */
  HAND {
    @Override
    ActionSpec actions() {
      List<ActionSpec.Channel> channels = new ArrayList<>();
      for (String name : List.of("dx", "dy", "dz")) {
        channels.add(new ActionSpec.Channel(name, "m", MOST_PER_STEP, -1, 1));
      }
      channels.add(new ActionSpec.Channel("gripper", "1", 1, -1, 1));
      return new ActionSpec(ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION, "task", channels, RATE_HZ);
    }

    @Override
    Map<Arm, ArmPose> targets(float[] action, Map<Arm, ArmPose> desired) {
      ArmPose right = desired.get(Arm.RIGHT);
      if (right == null) {
        throw new BadInputException(
            "an observation without 'right::panda'", "This policy drives the right hand.");
      }
      double[] position = right.position().clone();
      for (int axis = 0; axis < 3; axis++) {
        position[axis] += MOST_PER_STEP * Math.clamp(action[axis], -1, 1);
      }
      double width = LbmObservation.OPEN * (1 - Math.clamp(action[3], -1, 1)) / 2;
      Map<Arm, ArmPose> targets = new TreeMap<>(desired);
      targets.put(Arm.RIGHT, new ArmPose(position, right.rotation(), width));
      return targets;
    }
  },

  /**
   * Both arms, absolute: position and rotation (six numbers) of the right, then of the left, then
   * the widths of both grippers; 20 numbers, in the order of lbm_eval's data.
   */
  ARMS {
    @Override
    ActionSpec actions() {
      List<ActionSpec.Channel> channels = new ArrayList<>();
      for (Arm arm : Arm.values()) {
        for (String name : List.of("x", "y", "z")) {
          channels.add(unbounded(arm.robot() + " " + name, "m"));
        }
        for (int i = 0; i < 6; i++) {
          channels.add(unbounded(arm.robot() + " rot_6d " + i, "1"));
        }
      }
      for (Arm arm : Arm.values()) {
        channels.add(new ActionSpec.Channel(arm.gripper(), "m", 1, 0, LbmObservation.OPEN));
      }
      return new ActionSpec(ActionSpec.Kind.END_EFFECTOR_POSE, "task", channels, RATE_HZ);
    }

    private static ActionSpec.Channel unbounded(String name, String unit) {
      return new ActionSpec.Channel(
          name, unit, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Override
    Map<Arm, ArmPose> targets(float[] action, Map<Arm, ArmPose> desired) {
      double[] numbers = new double[action.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = action[i];
      }
      return targets(numbers);
    }
  };

  /** The interface's control rate. */
  static final double RATE_HZ = 10;

  /** lbm_eval moves a hand by no more than 0.4 m/s. */
  static final double MOST_PER_STEP = 0.4 / RATE_HZ;

  private static final int PER_ARM = 9;

  /** Returns what the policy is told of its actions. */
  abstract ActionSpec actions();

  /** Returns where an action wants the arms that are now told to be at {@code desired}. */
  abstract Map<Arm, ArmPose> targets(float[] action, Map<Arm, ArmPose> desired);

  /** Reads 20 numbers. */
  static Map<Arm, ArmPose> targets(double[] numbers) {
    Map<Arm, ArmPose> targets = new TreeMap<>();
    for (Arm arm : Arm.values()) {
      int at = PER_ARM * arm.ordinal();
      targets.put(
          arm,
          new ArmPose(
              Arrays.copyOfRange(numbers, at, at + 3),
              Rotation6d.matrix(Arrays.copyOfRange(numbers, at + 3, at + PER_ARM)),
              numbers[2 * PER_ARM + arm.ordinal()]));
    }
    return targets;
  }

  /** Writes both arms as 20 numbers. */
  static double[] numbers(Map<Arm, ArmPose> arms) {
    double[] numbers = new double[2 * PER_ARM + 2];
    for (Arm arm : Arm.values()) {
      ArmPose pose = arms.get(arm);
      int at = PER_ARM * arm.ordinal();
      System.arraycopy(pose.position(), 0, numbers, at, 3);
      System.arraycopy(Rotation6d.of(pose.rotation()), 0, numbers, at + 3, 6);
      numbers[2 * PER_ARM + arm.ordinal()] = pose.width();
    }
    return numbers;
  }
}
