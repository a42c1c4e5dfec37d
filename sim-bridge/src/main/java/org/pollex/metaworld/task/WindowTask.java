package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.indicator;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** The tasks that slide a window. Its joint is set after the last forward pass of a reset. */
abstract class WindowTask extends Task {
  protected static final double RADIUS = 0.05;

  /** Where reward v2 takes the handle to begin. */
  protected final Vec3 handleStart = new Vec3();

  protected final Frame handle;
  private final Mount window = scene.bodyMount("window");
  private final Mount mark = scene.siteMount("goal");
  private final int slide = scene.positionIndex("window_slide");

  WindowTask(Scene scene, TaskSpec spec, String handleSite) {
    super(scene, spec);
    handle = scene.site(handleSite);
  }

  /** Puts the window at {@link #objectStart}, its joint at {@code position}, metres. */
  protected final void placeWindow(double position) {
    window.place(objectStart);
    handle.read(handleStart);
    scene.setPosition(slide, position);
    mark.place(target);
  }

  @Override
  protected void look() {
    handle.read(object);
  }

  @Override
  protected double rewardV1(Terms t) {
    double reach = distance(object, tcp);
    t.toTarget = Math.abs(object.x - target.x);
    return -reach + (reach < Classic.NEAR ? Classic.closeness(0.2, t.toTarget) : 0);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= RADIUS, indicator(t.toObject <= 0.05), 1, t.grasp, t.inPlace, t.toTarget);
  }
}
