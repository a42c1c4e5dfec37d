package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Rotate the faucet's handle towards -x. */
final class FaucetClose extends FaucetTask {
  static final TaskSpec SPEC =
      TaskSpec.of("faucet-close-v3", "sawyer_faucet.xml")
          .hand(0, 0.4, 0.2)
          .commandFrom(-0.5, 0.4, -0.15)
          .places(xyz(-0.1, 0.8, 0), xyz(0.1, 0.85, 0))
          .make(FaucetClose::new);

  private final Mount mark = scene.siteMount("goal_close");

  FaucetClose(Scene scene) {
    super(scene, SPEC, "handleStartClose");
  }

  @Override
  protected void place(double[] randVec) {
    placeFaucet(randVec, -HANDLE);
    scene.forward();
    mark.place(target);
  }

  @Override
  protected Vec3 grip() {
    return object;
  }
}
