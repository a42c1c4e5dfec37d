package org.pollex.policies.mt3;

import java.util.Map;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.TaskInstruction;

/** One episode: approach, arrival check, replay; and again where that was not enough. */
final class Mt3Session implements Policy.Session {
  /**
   * A hand farther than this from where replay starts did not arrive, metres. Less can be made good
   * on the run-up: its start may lie outside the workspace.
   */
  private static final double NOT_ARRIVED = 0.12;

  /** Attempts at the most, the first included. */
  private static final int MOST_ATTEMPTS = 4;

  /** An attempt is begun if so many steps are left beyond those to where the object is held. */
  private static final int STEPS_TO_SPARE = 40;

  /** How much further each attempt carries an interaction that did not suffice, metres. */
  private static final double FURTHER = 0.01;

  /** Where else to grasp for an object that slipped: along the fingers, which cannot feel it. */
  private static final Vec3[] ELSEWHERE = {
    new Vec3(0.012, 0, 0), new Vec3(-0.012, 0, 0), Vec3.ZERO
  };

  private final TaskInstruction task;
  private final Clouds clouds;
  private final Demonstration demo;
  private final Phases phases;
  private final SceneAlignment scene;
  private final Mt3Diagnostics diagnostics;
  private final Motor motor;
  private Vec3 start;
  private Approach approach;
  private TrajectoryReplay replay;
  private boolean arrived;
  private int attempts;

  Mt3Session(
      TaskInstruction task,
      Observation first,
      Clouds clouds,
      Demonstration demo,
      Phases phases,
      SceneAlignment scene,
      Mt3Diagnostics diagnostics) {
    this.task = task;
    this.clouds = clouds;
    this.demo = demo;
    this.phases = phases;
    this.scene = scene;
    this.diagnostics = diagnostics;
    this.motor = new Motor(task.actions());
    begin(first, TrajectoryTransfer.of(demo, phases, scene), phases.start());
  }

  /** Begins an attempt that replays a path from some step on. */
  private void begin(Observation now, TrajectoryTransfer path, int from) {
    start = path.hand()[from];
    double fingers = demo.fingers()[from];
    approach =
        attempts == 0
            ? Approach.first(now, start, fingers, clouds, motor)
            : Approach.fromAbove(now, start, fingers, motor);
    replay = new TrajectoryReplay(path, demo, phases, from, motor);
    arrived = false;
    attempts++;
  }

  @Override
  public Decision act(Observation now) {
    Decision decision = attempt(now);
    while (decision == null && tryAgain(now)) {
      decision = attempt(now);
    }
    return decision != null ? decision : new Decision.Finished("the demonstration is repeated");
  }

  /** The next action of this attempt, or null at its end. */
  private Decision attempt(Observation now) {
    if (!arrived) {
      Decision decision = approach.next(now);
      if (decision != null) {
        return decision;
      }
      arrived = true;
      double error = now.point("ee_pos").distance(start);
      diagnostics.arrived(error, now.step(), approach.raised());
      if (error > NOT_ARRIVED) {
        return new Decision.Refused(
            "motion", "the hand stopped " + Math.round(1000 * error) + " mm before the start");
      }
    }
    return replay.next(now);
  }

  /**
   * Begins another attempt: elsewhere, if the fingers turned out empty; a little further, if the
   * interaction with a fixture is over and the episode is not. What was carried to a goal is left
   * where it is.
   */
  private boolean tryAgain(Observation now) {
    int needed = phases.held() - phases.start() + STEPS_TO_SPARE;
    if (attempts == MOST_ATTEMPTS || now.step() + needed > task.horizon()) {
      return false;
    }
    if (replay.hasLostObject()) {
      SceneAlignment believed = scene.withObjectShifted(ELSEWHERE[attempts - 1]);
      begin(now, TrajectoryTransfer.of(demo, phases, believed), phases.start());
      return true;
    }
    if (phases.object() && phases.legs().isEmpty()) {
      TrajectoryTransfer path = TrajectoryTransfer.of(demo, phases, scene);
      begin(now, path.further(FURTHER * attempts, demo, phases), phases.bottleneck());
      return true;
    }
    return false;
  }

  @Override
  public Map<String, Object> diagnostics() {
    return diagnostics.with(replay, attempts);
  }
}
