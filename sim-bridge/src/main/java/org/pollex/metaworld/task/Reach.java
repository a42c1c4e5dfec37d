package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Move the gripper to a point in the air; the puck is a distractor. */
final class Reach extends ReachTask {
  static final TaskSpec SPEC =
      TaskSpec.of("reach-v3", "sawyer_reach_v3.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(-0.1, 0.6, 0.02), xyz(0.1, 0.7, 0.02), xyz(-0.1, 0.8, 0.05), xyz(0.1, 0.9, 0.3))
          .apart(0.15)
          .make(Reach::new);

  Reach(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(t.toTarget <= 0.05, t.toTarget, 1, t.toTarget, t.inPlace, t.toTarget);
  }
}
