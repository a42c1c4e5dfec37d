package org.pollex.hardware.safety;

import java.time.Duration;
import java.util.Optional;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.world.ActionSpec;

/**
 * The limits that a gate holds for one kind of robot.
 *
 * @param name for example {@code metaworld}
 * @param translationChannels number of leading channels that are a commanded translation (0 or 3)
 * @param maxStep longest translation of one action along each axis, metres
 * @param maxSpeed fastest translation along each axis, metres per second
 * @param workspace where the commanded position may go unless the task's own box is narrower
 * @param workspaceBy who applies the workspace box
 * @param commandStream stream that carries the commanded position before the action, metres
 * @param staleAfter how old the answered observation may be in a real-time world
 */
public record SafetyProfile(
    String name,
    int translationChannels,
    double maxStep,
    double maxSpeed,
    Optional<Box> workspace,
    Enforcer workspaceBy,
    String commandStream,
    Duration staleAfter) {

  /** Who changes a command that leaves the workspace. */
  public enum Enforcer {
    /** The gate shortens the command. */
    GATE,
    /**
     * The world clips the commanded position to exactly this box itself. The gate counts, and
     * passes the number on unchanged, so that the physics stays bit-equal to the world's own.
     */
    WORLD
  }

  /**
   * Meta-World's own limits: actions within ±1, 10 mm and 0.8 m/s an axis, and the task's mocap
   * box, which the environment itself clips to (metaworld 3.1.1, {@code
   * SawyerXYZEnv.set_xyz_action}). Finite actions therefore give the same physics with and without
   * the gate.
   */
  public static SafetyProfile metaworld() {
    return new SafetyProfile(
        "metaworld",
        3,
        0.01,
        0.8,
        Optional.empty(),
        Enforcer.WORLD,
        "command_pos",
        Duration.ofMillis(100));
  }

  /**
   * A real arm's actions: translations up to 0.25 m/s and 0.05 m an action; observations up to 0.5
   * s old. Where the tool may be is judged at the joints, in every cycle ({@link
   * GateSettings#workspace}).
   */
  public static SafetyProfile robot(ActionSpec spec) {
    boolean translates =
        spec.kind() == ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION
            || spec.kind() == ActionSpec.Kind.END_EFFECTOR_DELTA_POSE;
    return new SafetyProfile(
        "robot",
        translates ? 3 : 0,
        0.05,
        0.25,
        Optional.empty(),
        Enforcer.GATE,
        "",
        Duration.ofMillis(500));
  }
}
