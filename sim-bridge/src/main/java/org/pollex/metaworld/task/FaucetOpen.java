package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Rotate the faucet's handle towards +x. */
final class FaucetOpen extends FaucetTask {
  static final TaskSpec SPEC =
      TaskSpec.of("faucet-open-v3", "sawyer_faucet.xml")
          .hand(0, 0.4, 0.2)
          .commandFrom(-0.5, 0.4, -0.15)
          .places(xyz(-0.05, 0.8, 0), xyz(0.05, 0.85, 0))
          .make(FaucetOpen::new);

  private final Mount mark = scene.siteMount("goal_open");
  private final Vec3 grip = new Vec3();

  FaucetOpen(Scene scene) {
    super(scene, SPEC, "handleStartOpen");
  }

  @Override
  protected void place(double[] randVec) {
    placeFaucet(randVec, HANDLE);
    mark.place(target);
  }

  @Override
  protected Vec3 grip() {
    return grip.set(object).add(-0.04, 0, 0.03);
  }
}
