package org.pollex.policies.remote.lbm;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.errors.BadInputException;
import org.pollex.policies.remote.lbm.wire.PosesAndGrippers;
import org.pollex.policies.remote.lbm.wire.RigidTransform;
import org.pollex.policies.remote.lbm.wire.RobotGripperStatus;
import org.pollex.policies.remote.lbm.wire.RobotPoseStatus;

/**
 * Where an arm's panda link 8 is, or is to be, in the task frame, and how wide its gripper.
 *
 * @param position metres, 3
 * @param rotation row-major, 9
 * @param width metres
 */
record ArmPose(double[] position, double[] rotation, double width) {
  /** Reads an arm's pose. */
  private static ArmPose read(Arm arm, RigidTransform pose, double width) {
    return new ArmPose(
        numbers(pose.getTranslationList(), 3, arm, "translation"),
        Rotation6d.checked(numbers(pose.getRotationList(), 9, arm, "rotation"), arm.robot()),
        width);
  }

  /** Reads the arms of a message, by name; those that it does not carry are absent. */
  static Map<Arm, ArmPose> read(PosesAndGrippers message) {
    Map<Arm, ArmPose> arms = new TreeMap<>();
    for (Arm arm : Arm.values()) {
      for (RobotPoseStatus status : message.getPoseStatusList()) {
        if (status.getRobotName().equals(arm.robot())) {
          arms.put(arm, read(arm, status.getPose(), width(message, arm)));
        }
      }
    }
    return arms;
  }

  private static double width(PosesAndGrippers message, Arm arm) {
    for (RobotGripperStatus status : message.getGripperStatusList()) {
      if (status.getGripperName().equals(arm.gripper())) {
        return finite(status.getGripperPosition(), arm, "gripper");
      }
    }
    throw new BadInputException(
        "a message with a pose of " + arm.robot() + " and no gripper " + arm.gripper(),
        "Send both for each arm.");
  }

  private static double[] numbers(List<Double> list, int count, Arm arm, String what) {
    if (list.size() != count) {
      throw new BadInputException(
          "%s of %s has %d numbers".formatted(what, arm.robot(), list.size()), "Send " + count);
    }
    return list.stream().mapToDouble(value -> finite(value, arm, what)).toArray();
  }

  private static double finite(double value, Arm arm, String what) {
    if (!Double.isFinite(value)) {
      throw new BadInputException(
          "%s of %s holds %s".formatted(what, arm.robot(), value), "Send finite numbers.");
    }
    return value;
  }

  /** Writes arms as a message, the right one first. */
  static PosesAndGrippers write(Map<Arm, ArmPose> arms) {
    PosesAndGrippers.Builder message = PosesAndGrippers.newBuilder();
    arms.forEach(
        (arm, pose) -> {
          RigidTransform.Builder transform =
              message.addPoseStatusBuilder().setRobotName(arm.robot()).getPoseBuilder();
          for (double value : pose.position()) {
            transform.addTranslation(value);
          }
          for (double value : Rotation6d.checked(pose.rotation(), arm.robot())) {
            transform.addRotation(value);
          }
          message
              .addGripperStatusBuilder()
              .setGripperName(arm.gripper())
              .setGripperPosition(pose.width());
        });
    return message.build();
  }
}
