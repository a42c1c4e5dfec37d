package org.pollex.metaworld.task;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/**
 * One task in one world. The world calls {@link #begin} with the hand at its start, {@link #see}
 * before each observation, and {@link #score} after each step; a task fills in the four methods
 * below and the verdict. Fields hold what the formulas are written in; none is allocated anew.
 */
public abstract class Task {
  /** The world. */
  protected final Scene scene;

  /** Where the hand begins. */
  protected final Vec3 handStart;

  /** Where the object is at the episode's beginning. */
  protected final Vec3 objectStart = new Vec3();

  /** The goal. */
  protected final Vec3 target = new Vec3();

  /** Observed position of the hand, clipped as the observation is. */
  protected final Vec3 hand = new Vec3();

  /** Observed position of the object. */
  protected final Vec3 object = new Vec3();

  /** Observed position of the second object, if there is one. */
  protected final Vec3 second = new Vec3();

  /** Observed quaternions of object and second object, in the order that the task observes. */
  protected final double[] quaternions = new double[8];

  /** Middle of the finger tips. */
  protected final Vec3 tcp = new Vec3();

  /** Middle of the finger tips when the episode began. */
  protected final Vec3 tcpStart = new Vec3();

  /** Observed opening of the gripper, 0 to 1. */
  protected double opened;

  /** The action's gripper number as it was given, not clipped. */
  protected float effort;

  /** The precision of the last {@link Caging}. */
  protected Precision precision = Precision.DOUBLE;

  protected final Frame leftTip;
  protected final Frame rightTip;
  protected final Frame leftPad;
  protected final Frame rightPad;

  private final Terms terms = new Terms();

  protected Task(Scene scene, TaskSpec spec) {
    this.scene = scene;
    handStart = new Vec3().set(spec.handStart());
    leftTip = scene.site("leftEndEffector");
    rightTip = scene.site("rightEndEffector");
    leftPad = scene.body("leftpad");
    rightPad = scene.body("rightpad");
  }

  /** Puts object and fixtures where {@code randVec} says and notes what the rewards refer to. */
  protected abstract void place(double[] randVec);

  /** Reads the object's pose into {@link #object} and {@link #quaternions}. */
  protected abstract void look();

  /** Reward v2, 0 to 10. */
  protected abstract double rewardV2(Terms t);

  /** Reward v1. */
  protected abstract double rewardV1(Terms t);

  /** Success and the other numbers of {@code info}. */
  protected abstract void judge(Terms t, Info info);

  /** Begins an episode; the hand is at its start already. */
  public final void begin(double[] randVec) {
    readTcp();
    tcpStart.set(tcp);
    place(randVec);
  }

  /** Writes one frame of the observation: hand, opening, objects; 18 numbers. */
  public final void see(Frame handFrame, double openedNow, double[] frame) {
    look();
    frame[0] = handFrame.x();
    frame[1] = handFrame.y();
    frame[2] = handFrame.z();
    frame[3] = openedNow;
    write(object, frame, 4);
    System.arraycopy(quaternions, 0, frame, 7, 4);
    write(second, frame, 11);
    System.arraycopy(quaternions, 4, frame, 14, 4);
  }

  /** Scores the step that has just been observed. */
  public final void score(RewardVersion version, double[] observation, float gripper, Info info) {
    hand.set(observation, 0);
    opened = observation[3];
    effort = gripper;
    readTcp();
    terms.clear();
    double reward = version == RewardVersion.V2 ? rewardV2(terms) : rewardV1(terms);
    judge(terms, info);
    info.reward = reward;
  }

  /** Returns the goal, not hidden. */
  public final Vec3 goal() {
    return target;
  }

  /** Returns the middle of the finger tips as of the last reset or step. */
  public final Vec3 tcp() {
    return tcp;
  }

  /** Returns what a task remembers from step to step besides the physics; NaN for nothing. */
  public double memory() {
    return Double.NaN;
  }

  /** Restores {@link #memory}. */
  public void remember(double memory) {}

  /** v1's small bonus for closing the gripper, computed in float32. */
  final double squeeze() {
    return Math.max(effort, 0f) / 50f;
  }

  /** Puts the free object somewhere, at rest, its orientation unchanged. */
  protected final void moveObject(Vec3 position) {
    scene.setPosition(9, position.x);
    scene.setPosition(10, position.y);
    scene.setPosition(11, position.z);
    for (int i = 9; i < 15; i++) {
      scene.setVelocity(i, 0);
    }
    scene.forward();
  }

  /** Sets the fixture's joint and its velocity to zero. */
  protected final void moveJoint(double position) {
    scene.setPosition(9, position);
    scene.setVelocity(9, 0);
    scene.forward();
  }

  /**
   * Largest distance of a v1 carry: from above the object's start to the goal, plus that height.
   */
  protected final double farthestCarry(double height) {
    return Vec3.norm(objectStart.x - target.x, objectStart.y - target.y, height - target.z)
        + height;
  }

  private void readTcp() {
    tcp.set(
        (rightTip.x() + leftTip.x()) / 2,
        (rightTip.y() + leftTip.y()) / 2,
        (rightTip.z() + leftTip.z()) / 2);
  }

  private static void write(Vec3 v, double[] into, int offset) {
    into[offset] = v.x;
    into[offset + 1] = v.y;
    into[offset + 2] = v.z;
  }
}
