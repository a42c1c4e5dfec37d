package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Sweep a block into a hole in the table. */
final class SweepInto extends SweepTask {
  private static final Pinch PINCH = new Pinch(0.02, 0.005, 0.01);

  static final TaskSpec SPEC =
      TaskSpec.of("sweep-into-v3", "sawyer_table_with_hole.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(-0.1, 0.6, 0.02),
              xyz(0.1, 0.7, 0.02),
              xyz(-0.001, 0.8399, 0.0199),
              xyz(0.001, 0.8401, 0.0201))
          .apart(0.15, 0, 0.84)
          .make(SweepInto::new);

  private final Vec3 atHeight = new Vec3();

  SweepInto(Scene scene) {
    super(scene, SPEC, PINCH);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], settledHeight());
    target.set(0, 0.84, 0.02);
    beginSweep();
  }

  @Override
  protected double rewardV2(Terms t) {
    atHeight.set(target.x, target.y, object.z);
    return sweep(t, atHeight);
  }

  @Override
  protected boolean fallen() {
    return object.z < objectStart.z - 0.05 && 0.4 < object.y && object.y < 1;
  }
}
