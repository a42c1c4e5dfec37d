package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Lift a ball and drop it through a hoop on a backboard. */
final class Basketball extends Task {
  private static final double RADIUS = 0.08;
  private static final Caging CAGING = new Caging(0.025, 0.06, 0.01, 0.005);

  static final TaskSpec SPEC =
      TaskSpec.of("basketball-v3", "sawyer_basketball.xml")
          .hand(0, 0.6f, 0.2f)
          .places(
              xyz(-0.1, 0.6, 0.0299),
              xyz(0.1, 0.7, 0.0301),
              xyz(-0.1, 0.85, 0),
              xyz(0.1, 0.9 + 1e-7, 0))
          .goals(xyz(-0.1, 0.85 - 0.083, 0.2499), xyz(0.1, 0.9 + 1e-7 - 0.083, 0.2501))
          .apart(0.15)
          .make(Basketball::new);

  private final Frame ball = scene.body("bsktball");
  private final Frame ballGeom = scene.geom("objGeom");
  private final Frame hoop = scene.site("goal");
  private final Mount hoopMount = scene.siteMount("goal");
  private final Mount basket = scene.bodyMount("basket_goal");
  private final Vec3 above = new Vec3();
  private final Carry carry = new Carry(this);

  Basketball(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], 0.03f);
    basket.place(randVec[3], randVec[4], randVec[5]);
    moveObject(objectStart);
    hoop.read(target);
    hoopMount.place(target);
    carry.begin(ballGeom.z(), 0.3);
  }

  /** The goal is wherever MuJoCo has the hoop. */
  @Override
  protected void look() {
    ball.read(object);
    ball.readWxyz(quaternions, 0);
    hoop.read(target);
  }

  @Override
  protected double rewardV2(Terms t) {
    above.set(target.x, target.y, 0.3);
    t.toTarget = distance(object, above, 1, 1, 2);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, above, 1, 1, 2));
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.grasp = CAGING.of(this, object, objectStart);
    boolean lifted = t.toObject < 0.035 && opened > 0 && object.z - 0.01 > objectStart.z;
    if (lifted) {
      t.grasp = 1;
      precision = Precision.DOUBLE;
    }
    if (t.toTarget < RADIUS) {
      return 10;
    }
    double reward = precision.hamacher(t.grasp, t.inPlace);
    return lifted ? reward + (1 + 5 * t.inPlace) : reward;
  }

  @Override
  protected double rewardV1(Terms t) {
    t.toTarget = distance(object, target);
    return carry.reward(t.toTarget);
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= RADIUS,
        indicator(t.toObject <= 0.05),
        indicator(t.opened > 0 && object.z - 0.03 > objectStart.z),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
