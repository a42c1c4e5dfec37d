package org.pollex.hardware.profile;

import java.util.List;
import org.pollex.hardware.kinematics.KinematicChain;
import org.pollex.hardware.robot.RobotModel;

/**
 * A robot as the gate, kinematics and nodes know it. Units: m, rad, s, N m.
 *
 * @param name for example {@code panda}
 * @param title name for people
 * @param source where the figures come from
 * @param date when they were compared with it
 * @param base frame in which poses are given
 * @param tool frame that poses are of
 * @param model all links
 * @param joints limits in wire order: commands and states list the joints like this
 * @param capsules what stands for the links' bodies
 * @param ignoredPairs pairs of links that are not checked against each other
 * @param control how it is commanded
 * @param home posture to begin from, one number per joint
 * @param stop posture that is safe to hold
 * @param watchdog deadlines
 * @param grippers names of grippers that fit
 * @param skillblenderOrder SkillBlender's order of joint names; empty for arms
 */
public record RobotProfile(
    String name,
    String title,
    String source,
    String date,
    String base,
    String tool,
    RobotModel model,
    List<JointLimits> joints,
    List<Capsule> capsules,
    List<List<String>> ignoredPairs,
    Control control,
    List<Double> home,
    List<Double> stop,
    Watchdog watchdog,
    List<String> grippers,
    List<String> skillblenderOrder) {

  /**
   * Limits of one joint.
   *
   * @param slot index on the wire
   * @param lower smallest coordinate, rad; {@code -Infinity} when it turns freely
   * @param upper largest coordinate, rad
   * @param velocity rad/s
   * @param acceleration rad/s²
   * @param jerk rad/s³
   * @param effort N m
   * @param unverified which of these have no independent source
   */
  public record JointLimits(
      String name,
      int slot,
      double lower,
      double upper,
      double velocity,
      double acceleration,
      double jerk,
      double effort,
      List<String> unverified) {}

  /**
   * A capsule in a link's frame: all points within {@code radius} of the line between two points.
   *
   * @param link link that it moves with
   * @param from one end, m
   * @param to other end, m; the same point makes a sphere
   * @param radius m
   */
  public record Capsule(String link, double[] from, double[] to, double radius) {}

  /**
   * How the robot is commanded.
   *
   * @param interfaceName driver
   * @param command topic or action that takes commands
   * @param state topic that gives states
   * @param rateHz control rate
   * @param onViolation what the gate does: clamp, hold or stop
   * @param stopMode how a latched stop is held
   * @param note what an operator has to know
   */
  public record Control(
      String interfaceName,
      String command,
      String state,
      double rateHz,
      OnViolation onViolation,
      StopMode stopMode,
      String note) {}

  /** How a robot that was stopped is held. */
  public enum StopMode {
    /** Stiff, where it came to rest. */
    HOLD,
    /** Damped: a humanoid sinks instead of falling over stiffly. */
    DAMP
  }

  /** What the gate does with a command that breaks a limit. */
  public enum OnViolation {
    /** It is brought to the limits. */
    CLAMP,
    /** The robot brakes and holds until a legal command comes. */
    HOLD,
    /** The robot brakes, and stays stopped until an operator's reset. */
    STOP
  }

  /**
   * Deadlines.
   *
   * @param commandSeconds longest time between commands
   * @param stateSeconds oldest state that commands may be judged by
   * @param brakingSeconds time in which the robot comes to rest
   * @param robotSide what stops the robot when this process dies
   */
  public record Watchdog(
      double commandSeconds, double stateSeconds, double brakingSeconds, String robotSide) {}

  /** Copies the lists. */
  public RobotProfile {
    joints = List.copyOf(joints);
    capsules = List.copyOf(capsules);
    ignoredPairs = List.copyOf(ignoredPairs);
    home = List.copyOf(home);
    stop = List.copyOf(stop);
    grippers = List.copyOf(grippers);
    skillblenderOrder = List.copyOf(skillblenderOrder);
  }

  /** Returns the joints' names in wire order. */
  public List<String> jointNames() {
    return joints.stream().map(JointLimits::name).toList();
  }

  /** Returns the chain from base to tool. */
  public KinematicChain chain() {
    return KinematicChain.between(model, base, tool);
  }

  /** Returns for each joint of a chain its place in wire order. */
  public int[] places(KinematicChain chain) {
    List<String> names = jointNames();
    return chain.joints().stream().mapToInt(joint -> names.indexOf(joint.name())).toArray();
  }
}
