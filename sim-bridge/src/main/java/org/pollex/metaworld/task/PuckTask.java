package org.pollex.metaworld.task;

import static org.pollex.metaworld.task.Shaping.indicator;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;

/** The tasks with a free puck or block and a goal mark. */
abstract class PuckTask extends Task {
  protected final Frame puck = scene.body("obj");
  protected final Frame puckGeom = scene.geom("objGeom");
  protected final Mount mark = scene.siteMount("goal");

  /** What the observation calls the object's position: body or geom. */
  private final Frame seen;

  PuckTask(Scene scene, TaskSpec spec, boolean seesGeom) {
    super(scene, spec);
    seen = seesGeom ? puckGeom : puck;
  }

  /** Height of what is seen, at present: the package keeps the puck at the height it settled to. */
  protected final double settledHeight() {
    return seen.z();
  }

  @Override
  protected void look() {
    seen.read(object);
    puckGeom.readXyzw(quaternions, 0);
  }

  /**
   * Success within {@code limit} metres; grasp success only when lifted or if {@code anyHeight}.
   */
  protected final void judge(Terms t, Info info, double limit, boolean anyHeight) {
    boolean lifted = anyHeight || object.z - 0.02 > objectStart.z;
    info.set(
        t.toTarget <= limit,
        indicator(t.toObject <= 0.03),
        indicator(t.opened > 0 && lifted && scene.heldByBothPads(puckGeom.id())),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
