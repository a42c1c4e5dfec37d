package org.pollex.metaworld.task;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** The tasks with the coffee machine, where the mug's free joint comes first in qpos. */
abstract class CoffeeTask extends Task {
  protected final Mount machine = scene.bodyMount("coffee_machine");
  protected final Frame mug = scene.body("obj");
  protected final Frame mugGeom = scene.geom("mug");

  CoffeeTask(Scene scene, TaskSpec spec) {
    super(scene, spec);
  }

  /** Puts the mug somewhere; what the package sets to zero are the velocities from 9 to 14. */
  protected final void moveMug(Vec3 position) {
    scene.setPosition(0, position.x);
    scene.setPosition(1, position.y);
    scene.setPosition(2, position.z);
    for (int i = 9; i < 15; i++) {
      scene.setVelocity(i, 0);
    }
    scene.forward();
  }
}
