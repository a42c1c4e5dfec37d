package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Place a small block on a shelf. */
final class ShelfPlace extends CarryTask {
  private static final double SHELF_HEIGHT = 0.24;
  private static final Caging CAGING =
      new Caging(0.02, 0.05, 0.01, 0.01).density(Caging.Density.LOW);

  static final TaskSpec SPEC =
      TaskSpec.of("shelf-place-v3", "sawyer_shelf_placing.xml")
          .hand(0, 0.6f, 0.2f)
          .places(
              xyz(-0.1, 0.5, 0.019),
              xyz(0.1, 0.6, 0.021),
              xyz(-0.1, 0.8, 0.299),
              xyz(0.1, 0.9, 0.301))
          .apart(0.1)
          .make(ShelfPlace::new);

  private final Mount shelf = scene.bodyMount("shelf");
  private final Vec3 goalOnShelf = new Vec3();

  ShelfPlace(Scene scene) {
    super(scene, SPEC, false);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec[0], randVec[1], settledHeight());
    target.set(randVec[3], randVec[4], randVec[5] - 0.3);
    shelf.place(target);
    scene.forward();
    mark.read(goalOnShelf);
    target.set(goalOnShelf.x + target.x, goalOnShelf.y + target.y, goalOnShelf.z + target.z);
    beginCarry();
  }

  @Override
  protected double rewardV2(Terms t) {
    t.opened = opened;
    t.toTarget = distance(object, target);
    t.toObject = distance(object, tcp);
    t.inPlace = longTail(t.toTarget, RADIUS, distance(objectStart, target));
    t.grasp = CAGING.of(this, object, objectStart);
    double reward = precision.hamacher(t.grasp, t.inPlace);
    double front = target.y - 3 * RADIUS;
    boolean under =
        0 < object.z
            && object.z < SHELF_HEIGHT
            && target.x - 0.15 < object.x
            && object.x < target.x + 0.15;
    if (under && front < object.y && object.y < target.y) {
      double low = (SHELF_HEIGHT - object.z) / SHELF_HEIGHT;
      double deep = (object.y - front) / (3 * RADIUS);
      t.inPlace = Math.clamp(t.inPlace - hamacher(deep, low), 0.0, 1.0);
      // Clipping makes a float64 of NumPy out of it, which a float32 adapts to.
      precision = Precision.DOUBLE;
    } else if (under && object.y > target.y) {
      t.inPlace = 0;
    }
    if (t.toTarget < RADIUS) {
      return 10;
    }
    boolean lifted = t.toObject < 0.025 && opened > 0 && object.z - 0.01 > objectStart.z;
    return lifted ? precision.sum(reward, 1 + 5 * t.inPlace) : reward;
  }
}
