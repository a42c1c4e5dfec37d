package org.pollex.hardware.kinematics;

import java.util.ArrayList;
import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.robot.Joint;
import org.pollex.hardware.robot.RobotModel;

/**
 * The joints between a base frame and a tip frame, with the fixed transforms between them. The pose
 * of the tip is X_BT(q) = F_0 · M_1(q_1) · F_1 · … · M_n(q_n) · F_n.
 */
public final class KinematicChain {
  /** Row-major rotation (9) and translation (3) of F_0 … F_n. */
  final double[] fixed;

  /** Unit axis (3) of each joint, in the frame that the joint moves. */
  final double[] axes;

  final boolean[] prismatic;
  final double[] zeros;
  private final List<Joint> joints;
  private final double[] lower;
  private final double[] upper;

  private KinematicChain(List<Pose> between, List<Joint> joints) {
    this.joints = List.copyOf(joints);
    int n = joints.size();
    fixed = new double[12 * (n + 1)];
    axes = new double[3 * n];
    prismatic = new boolean[n];
    zeros = new double[n];
    lower = new double[n];
    upper = new double[n];
    for (int i = 0; i <= n; i++) {
      store(between.get(i), fixed, 12 * i);
    }
    for (int i = 0; i < n; i++) {
      Joint joint = joints.get(i);
      System.arraycopy(joint.axis().toArray(), 0, axes, 3 * i, 3);
      prismatic[i] = joint.type() == Joint.Type.PRISMATIC;
      zeros[i] = joint.zero();
      lower[i] = joint.lower();
      upper[i] = joint.upper();
    }
  }

  /**
   * Takes the chain from one frame of a model to another.
   *
   * @throws BadInputException when a name is unknown, the tip does not hang on the base, there is
   *     no joint between them, or one with more than one degree of freedom
   */
  public static KinematicChain between(RobotModel model, String base, String tip) {
    return of(model.path(base, tip));
  }

  /** Takes the chain along frames that hang on each other. */
  public static KinematicChain of(List<RobotModel.Frame> path) {
    List<Pose> between = new ArrayList<>();
    List<Joint> joints = new ArrayList<>();
    Pose gathered = Pose.IDENTITY;
    for (RobotModel.Frame frame : path) {
      gathered = gathered.times(frame.X_PF());
      if (frame.joint().isPresent()) {
        Joint joint = frame.joint().get();
        if (joint.type() == Joint.Type.OTHER) {
          throw new BadInputException(
              "joint '" + joint.name() + "' has several degrees of freedom",
              "Choose a base below it: a chain has hinges and slides only.");
        }
        between.add(gathered);
        joints.add(joint);
        gathered = Pose.IDENTITY;
      }
    }
    if (joints.isEmpty()) {
      throw new BadInputException(
          "there is no joint between base and tip", "Choose frames that move.");
    }
    between.add(gathered);
    return new KinematicChain(between, joints);
  }

  private static void store(Pose pose, double[] target, int offset) {
    for (int column = 0; column < 3; column++) {
      Vec3 unit = new Vec3(column == 0 ? 1 : 0, column == 1 ? 1 : 0, column == 2 ? 1 : 0);
      Vec3 turned = pose.rotation().normalized().rotate(unit);
      target[offset + column] = turned.x();
      target[offset + 3 + column] = turned.y();
      target[offset + 6 + column] = turned.z();
    }
    System.arraycopy(pose.position().toArray(), 0, target, offset + 9, 3);
  }

  /** Returns the number of joints. */
  public int size() {
    return joints.size();
  }

  /** Returns the joints from base to tip. */
  public List<Joint> joints() {
    return joints;
  }

  /** Returns the smallest coordinate of a joint, rad or m; may be infinite. */
  public double lower(int joint) {
    return lower[joint];
  }

  /** Returns the largest coordinate of a joint, rad or m; may be infinite. */
  public double upper(int joint) {
    return upper[joint];
  }

  /** Returns the tip's pose X_BT at the coordinates (rad or m, one per joint). */
  public Pose forward(double[] q) {
    return newState().update(q).tip();
  }

  /** Returns what holds the chain's frames at some coordinates. */
  public ChainState newState() {
    return new ChainState(this);
  }
}
