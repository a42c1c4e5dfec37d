package org.pollex.mujoco.robot;

import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.safety.JointState;
import org.pollex.mujoco.DoubleArray;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;

/**
 * A robot of a profile in MuJoCo, stepped at 1 kHz, with a controller for each joint: torque =
 * stiffness · (position - q) + damping · (velocity - v) + feed-forward, within the joint's limit.
 * That is what the motors of humanoids do with a low-level command, and near to what an arm's own
 * controller does. Used by one thread.
 */
public final class RobotPhysics implements AutoCloseable {
  /** Nanoseconds of one step. */
  public static final long STEP_NANOS = 1_000_000;

  /** Error at which a joint of an arm pushes with all it has, rad. */
  private static final double FULL_EFFORT_ERROR = 0.02;

  private final RobotProfile profile;
  private final MjModel model;
  private final MjData data;
  private final int[] qpos;
  private final int[] dof;
  private final double[] inertia;
  private final boolean[] jammed;
  private final MotorTargets targets;
  private long nanos;

  /** Makes the robot, at rest in its home posture, holding it. */
  public RobotPhysics(RobotProfile profile) {
    this.profile = profile;
    model = MjModel.parse(ProfileMjcf.of(profile));
    data = model.newData();
    int n = profile.joints().size();
    qpos = new int[n];
    dof = new int[n];
    inertia = new double[n];
    jammed = new boolean[n];
    targets = new MotorTargets(n);
    DoubleArray inertias = model.doubles("dof_M0");
    for (int i = 0; i < n; i++) {
      String joint = profile.joints().get(i).name();
      qpos[i] = model.qposAddress(joint);
      dof[i] = model.dofAddress(joint);
      inertia[i] = inertias.get(dof[i]);
    }
    place(profile.home().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Returns which robot this is. */
  public RobotProfile profile() {
    return profile;
  }

  /** Returns what the motors are told; whoever writes it drives the robot from the next step on. */
  public MotorTargets targets() {
    return targets;
  }

  /** Puts the robot at rest into a posture, rad in wire order, and holds it there. */
  public void place(double[] posture) {
    for (int i = 0; i < qpos.length; i++) {
      data.qpos().set(qpos[i], posture[i]);
      data.qvel().set(dof[i], 0);
      targets.position[i] = posture[i];
      targets.velocity[i] = 0;
    }
    stiffen();
    data.forward();
  }

  /** Gives every joint the stiffness of an arm's controller, critically damped. */
  public void stiffen() {
    for (int i = 0; i < qpos.length; i++) {
      targets.stiffness[i] = profile.joints().get(i).effort() / FULL_EFFORT_ERROR;
      targets.damping[i] = 2 * Math.sqrt(targets.stiffness[i] * inertia[i]);
    }
  }

  /** Lets every joint go but for its damping: it slows down and sinks. */
  public void damp() {
    stiffen();
    for (int i = 0; i < qpos.length; i++) {
      targets.stiffness[i] = 0;
      targets.velocity[i] = 0;
    }
  }

  /** Makes a joint stick where it is, or frees it. */
  public void jam(int joint, boolean stuck) {
    jammed[joint] = stuck;
  }

  /** Goes on for one step of 1 ms. */
  public void step() {
    for (int i = 0; i < qpos.length; i++) {
      data.ctrl().set(i, torque(i));
    }
    data.step();
    nanos += STEP_NANOS;
    for (int i = 0; i < qpos.length; i++) {
      if (jammed[i]) {
        double before = data.qpos().get(qpos[i]) - data.qvel().get(dof[i]) * STEP_NANOS * 1e-9;
        data.qpos().set(qpos[i], before);
        data.qvel().set(dof[i], 0);
      }
    }
  }

  private double torque(int i) {
    double wanted =
        targets.stiffness[i] * (targets.position[i] - data.qpos().get(qpos[i]))
            + targets.damping[i] * (targets.velocity[i] - data.qvel().get(dof[i]))
            + targets.torque[i];
    double most = profile.joints().get(i).effort();
    return Math.clamp(wanted, -most, most);
  }

  /** Copies what the robot's sensors say now, stamped with {@link #nanos()}. */
  public void read(JointState state) {
    for (int i = 0; i < qpos.length; i++) {
      state.position[i] = data.qpos().get(qpos[i]);
      state.velocity[i] = data.qvel().get(dof[i]);
      state.effort[i] = data.ctrl().get(i);
    }
    state.nanos = nanos;
  }

  /** Returns how long the robot has lived, ns of its own time. */
  public long nanos() {
    return nanos;
  }

  @Override
  public void close() {
    data.close();
    model.close();
  }
}
