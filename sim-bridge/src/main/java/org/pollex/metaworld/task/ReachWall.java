package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Move the gripper round a wall to a point in the air; the puck is a distractor. */
final class ReachWall extends ReachTask {
  static final TaskSpec SPEC =
      TaskSpec.of("reach-wall-v3", "sawyer_reach_wall_v3.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(-0.05, 0.6, 0.015),
              xyz(0.05, 0.65, 0.015),
              xyz(-0.05, 0.85, 0.05),
              xyz(0.05, 0.9, 0.3))
          .apart(0.15)
          .make(ReachWall::new);

  ReachWall(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(t.toTarget <= 0.05, 0, 0, 0, t.inPlace, t.toTarget);
  }
}
