package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.indicator;
import static org.pollex.metaworld.task.Shaping.longTail;
import static org.pollex.metaworld.task.TaskSpec.xyz;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Mount;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/** Grasp a peg and insert it horizontally in a hole. */
final class PegInsertSide extends Task {
  private static final double RADIUS = 0.07;
  private static final Caging CAGING = new Caging(0.0075, 0.03, 0.01, 0.005);

  static final TaskSpec SPEC =
      TaskSpec.of("peg-insert-side-v3", "sawyer_peg_insertion_side.xml")
          .hand(0, 0.6, 0.2)
          .places(
              xyz(0, 0.5, 0.02),
              xyz(0.2, 0.7, 0.02),
              xyz(-0.35, 0.4, -0.001),
              xyz(-0.25, 0.7, 0.001))
          .goals(xyz(-0.35 + 0.03, 0.4, -0.001 + 0.13), xyz(-0.25 + 0.03, 0.7, 0.001 + 0.13))
          .apart(0.1)
          .make(PegInsertSide::new);

  private final Frame peg = scene.body("peg");
  private final Frame pegGrasp = scene.site("pegGrasp");
  private final Frame pegHead = scene.site("pegHead");
  private final Mount box = scene.bodyMount("box");
  private final Mount mark = scene.siteMount("goal");
  private final Frame[] lowCorners = {
    scene.site("bottom_right_corner_collision_box_1"),
    scene.site("bottom_right_corner_collision_box_2")
  };
  private final Frame[] highCorners = {
    scene.site("top_left_corner_collision_box_1"), scene.site("top_left_corner_collision_box_2")
  };
  private final Vec3 headStart = new Vec3();
  private final Vec3 head = new Vec3();
  private double lying;
  private double liftedTo;
  private double farthest;

  PegInsertSide(Scene scene) {
    super(scene, SPEC);
  }

  @Override
  protected void place(double[] randVec) {
    objectStart.set(randVec, 0);
    pegHead.read(headStart);
    moveObject(objectStart);
    box.place(randVec[3], randVec[4], randVec[5]);
    target.set(randVec, 3).add(0.03, 0, 0.13);
    mark.place(target);
    lying = peg.z();
    liftedTo = lying + 0.11;
    farthest = farthestCarry(liftedTo);
  }

  @Override
  protected void look() {
    pegGrasp.read(object);
    pegGrasp.readXyzw(quaternions, 0);
  }

  @Override
  protected double rewardV2(Terms t) {
    pegHead.read(head);
    t.opened = opened;
    t.toObject = distance(object, tcp);
    t.toTarget = distance(head, target, 1, 2, 2);
    double there = longTail(t.toTarget, RADIUS, distance(headStart, target, 1, 2, 2));
    double box0 = inBox(0);
    double box1 = inBox(1);
    t.inPlace = hamacher(there, hamacher(box1, box0));
    t.grasp = CAGING.of(this, object, objectStart);
    if (box0 != 1 || box1 != 1) {
      // Inside a box the term is a float64 of NumPy, which a float32 adapts to.
      precision = Precision.DOUBLE;
    }
    boolean held = t.toObject < 0.08 && opened > 0 && object.z - 0.01 > objectStart.z;
    if (held) {
      t.grasp = 1;
      precision = Precision.DOUBLE;
    }
    if (t.toTarget <= 0.07) {
      return 10;
    }
    double reward = precision.hamacher(t.grasp, t.inPlace);
    return held ? reward + (1 + 5 * t.inPlace) : reward;
  }

  /** 1 outside a box beside the hole that the head had better not be in, less inside. */
  private double inBox(int box) {
    Frame low = lowCorners[box];
    Frame high = highCorners[box];
    boolean inside =
        between(head.x, low.x(), high.x())
            && between(head.y, low.y(), high.y())
            && between(head.z, low.z(), high.z());
    if (!inside) {
      return 1;
    }
    double x = (head.x - low.x()) / (high.x() - low.x());
    double y = (head.y - low.y()) / (high.y() - low.y());
    double z = (head.z - low.z()) / (high.z() - low.z());
    return x * y * z;
  }

  private static boolean between(double value, double a, double b) {
    return Math.min(a, b) <= value && value <= Math.max(a, b);
  }

  @Override
  protected double rewardV1(Terms t) {
    pegHead.read(head);
    double reach = distance(object, tcp);
    double headPlacing = distance(head, target);
    t.toTarget = distance(object, target);
    boolean held =
        object.z >= liftedTo - 0.01 && !Classic.dropped(object.z, lying, t.toTarget, reach);
    double placing = headPlacing <= 0.05 ? t.toTarget : headPlacing;
    double place = held && reach < 0.1 ? Math.max(Classic.closeness(farthest, placing), 0) : 0;
    double pick = Classic.pick(reach, 0.1, object.z, lying, liftedTo, held);
    return Classic.reachAndSqueeze(this, object, Classic.NEAR, 1) + pick + place;
  }

  @Override
  protected void judge(Terms t, Info info) {
    info.set(
        t.toTarget <= 0.07,
        indicator(t.toObject <= 0.03),
        indicator(t.toObject < 0.02 && t.opened > 0 && object.z - 0.01 > objectStart.z),
        t.grasp,
        t.inPlace,
        t.toTarget);
  }
}
