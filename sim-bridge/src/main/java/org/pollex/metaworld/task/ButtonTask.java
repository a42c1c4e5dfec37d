package org.pollex.metaworld.task;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** The tasks that press the button of a box; success is how far it still stands out. */
abstract class ButtonTask extends Task {
  protected final Frame button = scene.body("button");
  protected final Frame hole = scene.site("hole");
  protected final Frame buttonStart = scene.site("buttonStart");
  private final Mount box = scene.bodyMount("box");
  private final double pressed;

  /** {@code pressed}: distance of button and hole that counts as success, m. */
  ButtonTask(Scene scene, TaskSpec spec, double pressed) {
    super(scene, spec);
    this.pressed = pressed;
  }

  /** Lets the scene follow the moved box. */
  protected abstract void settle();

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    box.place(objectStart);
    settle();
    hole.read(target);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= pressed,
        Shaping.indicator(t.toObject <= 0.05),
        Shaping.indicator(t.opened > 0),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
