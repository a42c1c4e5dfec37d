package org.pollex.metaworld.task;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** The tasks with the ring-headed wrench and the peg. */
abstract class WrenchTask extends Task {
  private static final double HANDLE = 0.02;

  protected final Frame wrench = scene.body("RoundNut");
  protected final Frame ring = scene.site("RoundNut");
  protected final Frame gripEnd = scene.site("RoundNut-8");
  protected final Mount peg = scene.bodyMount("peg");
  protected final Mount pegTop = scene.siteMount("pegTop");
  protected final Vec3 center = new Vec3();
  private final Vec3 grip = new Vec3();
  private final Caging caging;

  WrenchTask(Scene scene, TaskSpec spec, Caging.Density density) {
    super(scene, spec);
    caging = new Caging(0.015, 0.02, 0.01, 0.01).density(density);
  }

  /** How well the ring is where it belongs, from {@link #center}; sets {@code t.done}. */
  protected abstract double placing(Terms t);

  @Override
  protected void look() {
    gripEnd.read(object);
    wrench.readWxyz(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    ring.read(center);
    // Anywhere along the handle is as good as its end.
    grip.set(object);
    if (Math.abs(object.x - hand.x) < HANDLE / 2) {
      grip.x = hand.x;
    }
    double upright = upright(quaternions, 0.707, 0.707, 0.4);
    t.toObject = upright;
    t.grasp = caging.of(this, grip, objectStart);
    t.inPlace = placing(t);
    if (t.done) {
      return 10;
    }
    Precision p = precision;
    return p.product(p.sum(p.product(2, t.grasp), 6 * t.inPlace), upright);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(t.done, t.toObject, Shaping.indicator(t.grasp >= 0.5), t.grasp, t.inPlace, 0);
  }

  /** 1 for a quaternion (w, 0, 0, z), less for others, 0 from a distance of {@code limit} on. */
  static double upright(double[] q, double w, double z, double limit) {
    double dw = q[0] - w;
    double dz = q[3] - z;
    double error = Math.sqrt(dw * dw + q[1] * q[1] + q[2] * q[2] + dz * dz);
    return Math.max(1 - error / limit, 0);
  }

  /** Whether the wrench and a point are further apart than {@code limit} along x or along y. */
  protected final boolean besides(double x, double y, double limit) {
    return Math.abs(wrench.x() - x) > limit || Math.abs(wrench.y() - y) > limit;
  }
}
