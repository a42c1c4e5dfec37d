package org.pollex.hardware.driver;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.kinematics.InverseKinematics;
import org.pollex.hardware.kinematics.KinematicChain;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.world.ActionSpec;

/**
 * Turns actions into postures to go to, by what the action specification says they mean.
 *
 * <p>Poses are X_BT, of the profile's tool in its base; quaternions w x y z; differences are added
 * to the target before (not to where the robot is, so that small steps do not get lost in tracking
 * errors), their rotations as rotation vectors in the base's axes. Joints that are not between base
 * and tool stay where they were. A pose that the arm cannot reach without a jump to another branch
 * of its kinematics is refused: the target stays.
 */
public final class ActionTarget {
  private static final List<String> POSITION = List.of("x", "y", "z");
  private static final List<String> QUATERNION = List.of("qw", "qx", "qy", "qz");
  private static final List<String> TRANSLATION = List.of("dx", "dy", "dz");
  private static final List<String> TURN = List.of("drx", "dry", "drz");
  private static final String GRIPPER = "gripper";

  /** Farthest that one action may move a joint by inverse kinematics, rad. */
  private static final double JUMP = 0.7;

  private final RobotProfile profile;
  private final ActionSpec spec;
  private final KinematicChain chain;
  private final InverseKinematics solver;
  private final int[] places;
  private final int[] channels;
  private final int gripper;
  private final double[] target;
  private final double[] arm;
  private final double[] solution;
  private Pose pose;

  /**
   * Prepares for a robot and a kind of action.
   *
   * @throws BadInputException when the specification's channels, kind or frame do not suit
   */
  public ActionTarget(RobotProfile profile, ActionSpec spec) {
    this.profile = profile;
    this.spec = spec;
    chain = profile.chain();
    solver = new InverseKinematics(chain);
    places = profile.places(chain);
    List<String> names = spec.channels().stream().map(ActionSpec.Channel::name).toList();
    List<String> needed = needed();
    channels = needed.stream().mapToInt(names::indexOf).toArray();
    gripper = names.indexOf(GRIPPER);
    boolean more = names.stream().anyMatch(n -> !needed.contains(n) && !n.equals(GRIPPER));
    if (more || Arrays.stream(channels).anyMatch(c -> c < 0)) {
      throw new BadInputException(
          "actions of " + profile.name() + " with the channels " + names,
          spec.kind() + " needs " + needed + ", and may have " + GRIPPER + ".");
    }
    boolean joints =
        spec.kind() == ActionSpec.Kind.JOINT_POSITION
            || spec.kind() == ActionSpec.Kind.JOINT_VELOCITY;
    if (!joints && !spec.frame().equals("base") && !spec.frame().equals(profile.base())) {
      throw new BadInputException(
          "actions in the frame '" + spec.frame() + "'",
          "This robot takes poses in 'base' or '" + profile.base() + "'.");
    }
    target = new double[profile.joints().size()];
    arm = new double[chain.size()];
    solution = new double[chain.size()];
  }

  private List<String> needed() {
    return switch (spec.kind()) {
      case END_EFFECTOR_DELTA_POSITION -> TRANSLATION;
      case END_EFFECTOR_DELTA_POSE -> concat(TRANSLATION, TURN);
      case END_EFFECTOR_POSE -> concat(POSITION, QUATERNION);
      case JOINT_POSITION, JOINT_VELOCITY -> profile.jointNames();
      case OTHER ->
          throw new BadInputException(
              "actions of the kind OTHER",
              "A robot takes end-effector poses, their differences, and joint positions or"
                  + " velocities.");
    };
  }

  private static List<String> concat(List<String> a, List<String> b) {
    return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
  }

  /** Begins at a posture: the first target is where the robot is. */
  public void start(double[] posture) {
    System.arraycopy(posture, 0, target, 0, target.length);
    for (int i = 0; i < arm.length; i++) {
      arm[i] = target[places[i]];
    }
    pose = chain.forward(arm);
  }

  /**
   * Moves the target by an action.
   *
   * @return false when the arm cannot get there; the target is as before then
   */
  public boolean move(float[] action) {
    return switch (spec.kind()) {
      case JOINT_POSITION -> joints(action, 0, 1);
      case JOINT_VELOCITY -> joints(action, 1, spec.controlPeriod());
      case END_EFFECTOR_DELTA_POSITION, END_EFFECTOR_DELTA_POSE ->
          tool(
              new Pose(
                  pose.position().plus(vector(action, 0)),
                  spec.kind() == ActionSpec.Kind.END_EFFECTOR_DELTA_POSE
                      ? turn(vector(action, 3)).times(pose.rotation())
                      : pose.rotation()));
      case END_EFFECTOR_POSE -> {
        Quaternion q =
            new Quaternion(
                amount(action, 3), amount(action, 4), amount(action, 5), amount(action, 6));
        double length = Math.sqrt(q.conjugate().times(q).w());
        yield Math.abs(length - 1) < 0.1 && tool(new Pose(vector(action, 0), q.normalized()));
      }
      case OTHER -> false;
    };
  }

  private boolean joints(float[] action, double keep, double factor) {
    for (int i = 0; i < target.length; i++) {
      RobotProfile.JointLimits joint = profile.joints().get(i);
      double wanted = keep * target[i] + factor * amount(action, i);
      target[i] = Math.clamp(wanted, joint.lower(), joint.upper());
    }
    return true;
  }

  private boolean tool(Pose X_BT) {
    if (!solver.solve(X_BT, arm, solution)) {
      return false;
    }
    if (IntStream.range(0, arm.length).anyMatch(i -> Math.abs(solution[i] - arm[i]) > JUMP)) {
      return false;
    }
    for (int i = 0; i < arm.length; i++) {
      arm[i] = solution[i];
      target[places[i]] = solution[i];
    }
    pose = X_BT;
    return true;
  }

  private double amount(float[] action, int k) {
    return action[channels[k]] * spec.channels().get(channels[k]).scale();
  }

  private Vec3 vector(float[] action, int from) {
    return new Vec3(amount(action, from), amount(action, from + 1), amount(action, from + 2));
  }

  private static Quaternion turn(Vec3 vector) {
    double angle = vector.norm();
    double k = angle < 1e-9 ? 0.5 : Math.sin(angle / 2) / angle;
    return new Quaternion(Math.cos(angle / 2), k * vector.x(), k * vector.y(), k * vector.z())
        .normalized();
  }

  /** Returns how far an action closes the gripper, 0 to 1; NaN when it says nothing of it. */
  public double grip(float[] action) {
    if (gripper < 0) {
      return Double.NaN;
    }
    ActionSpec.Channel channel = spec.channels().get(gripper);
    return (action[gripper] - channel.low()) / (channel.high() - channel.low());
  }

  /** Writes the posture to go to, rad, wire order. */
  public void copy(double[] out) {
    System.arraycopy(target, 0, out, 0, target.length);
  }

  /** Returns the tool's pose X_BT in the target. */
  public Pose pose() {
    return pose;
  }
}
