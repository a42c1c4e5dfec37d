package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Scene;

/** Sweep a block off the table's edge at +x. */
final class Sweep extends SweepTask {
  private static final Pinch PINCH = new Pinch(0.02, 0.01, 0.005);

  static final TaskSpec SPEC =
      TaskSpec.of("sweep-v3", "sawyer_sweep_v3.xml")
          .hand(0, 0.6, 0.2)
          .places(xyz(-0.1, 0.6, 0.02), xyz(0.1, 0.7, 0.02))
          .goals(xyz(0.49, 0.6, 0), xyz(0.51, 0.7, 0.02))
          .make(Sweep::new);

  Sweep(Scene scene) {
    super(scene, SPEC, PINCH);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], 0.02);
    target.set(0.5, randVec[1], 0.01);
    beginSweep();
  }

  @Override
  protected void look() {
    puck.read(object);
    puck.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    return sweep(t, target);
  }

  @Override
  protected boolean fallen() {
    return object.z < objectStart.z - 0.05;
  }
}
