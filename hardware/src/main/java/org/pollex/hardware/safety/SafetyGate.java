package org.pollex.hardware.safety;

import java.util.function.LongSupplier;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.world.ActionSpec;

/**
 * The one safety gate. Whatever moves a robot, real or simulated, comes out of it as something
 * {@link Approved}, and nothing else can make that: a world's port takes {@link ApprovedActions}, a
 * robot's port an {@link ApprovedCommand}.
 *
 * <p>It stands in two places of one path. {@link ActionGate} judges what a policy says, in the
 * terms of its {@link ActionSpec}; a world that takes actions is behind it. {@link JointGate}
 * judges what a robot's joints are told in every cycle, in the terms of its {@link RobotProfile}; a
 * robot is behind both. They share their rules ({@link Rule}), the pure functions that compare
 * numbers with limits, and how interventions are counted.
 */
public abstract sealed class SafetyGate permits ActionGate, JointGate {
  SafetyGate() {}

  /**
   * Makes the gate before a world; staleness, where it applies, is judged by the system's monotonic
   * clock.
   *
   * @param slots number of worlds that are stepped together
   * @param realTime whether actions age
   */
  public static ActionGate forWorld(
      SafetyProfile profile, ActionSpec spec, int slots, boolean realTime) {
    return new ActionGate(profile, spec, slots, realTime, System::nanoTime);
  }

  /**
   * Makes the gate before a robot's action path, whose actions always age.
   *
   * @param clock the clock of the observations' stamps, ns
   */
  public static ActionGate forActions(SafetyProfile profile, ActionSpec spec, LongSupplier clock) {
    return new ActionGate(profile, spec, 1, true, clock);
  }

  /**
   * Makes the gate before a robot's joints; it has to be started from the measured posture.
   *
   * @param settings what the laboratory adds to the robot's profile
   */
  public static JointGate forRobot(
      RobotProfile profile, GateSettings settings, InterventionLog log) {
    return new JointGate(profile, settings, log);
  }

  /**
   * Returns what happened to the commands of a slot: since its episode began, or, for a robot (slot
   * 0), since the gate was made.
   */
  public abstract InterventionCounts interventions(int slot);
}
