package org.pollex.policies.mt3;

import java.util.Map;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.TaskInstruction;

/** One episode: approach, arrival check, replay. */
final class Mt3Session implements Policy.Session {
  /**
   * A hand farther than this from where replay starts did not arrive, metres. Less can be made good
   * on the run-up: its start may lie outside the workspace.
   */
  private static final double NOT_ARRIVED = 0.12;

  private final Mt3Diagnostics diagnostics;
  private final Vec3 start;
  private final Approach approach;
  private final TrajectoryReplay replay;
  private boolean arrived;

  Mt3Session(
      TaskInstruction task,
      Observation first,
      Clouds clouds,
      Demonstration demo,
      Phases phases,
      TrajectoryTransfer path,
      Mt3Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.start = path.hand()[phases.start()];
    Motor motor = new Motor(task.actions());
    float gripper = demo.gripper()[Math.max(phases.start() - 1, 0)];
    this.approach = new Approach(first, start, gripper, clouds, motor);
    this.replay = new TrajectoryReplay(path, demo.gripper(), phases.start(), demo.success(), motor);
  }

  @Override
  public Decision act(Observation now) {
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
    Decision decision = replay.next(now);
    return decision != null ? decision : new Decision.Finished("the demonstration is repeated");
  }

  @Override
  public Map<String, Object> diagnostics() {
    return diagnostics.with(replay);
  }
}
