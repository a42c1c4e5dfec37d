package org.pollex.policies.mt3;

import java.util.ArrayList;
import java.util.List;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.KdTree;
import org.pollex.retrieval.cloud.PointCloud;

/**
 * Sample points of a gripper's surface relative to the end effector, for distances to clouds.
 *
 * @param points relative to the end-effector position, world axes, metres
 */
record GripperShape(List<Vec3> points) {
  /** Copies the list. */
  GripperShape {
    points = List.copyOf(points);
  }

  /**
   * Meta-World's Sawyer gripper, which points straight down: two fingers 5 cm to either side,
   * reaching from 4.5 cm below the end effector to its level, and a wrist of 5 cm radius up to 12
   * cm above it (measured on the robot's own model).
   */
  static final GripperShape SAWYER = new GripperShape(concat(fingers(), wrist()));

  /** The fingers alone: what may touch a fixture while an object is carried. */
  static final GripperShape SAWYER_FINGERS = new GripperShape(fingers());

  private static List<Vec3> fingers() {
    List<Vec3> points = new ArrayList<>();
    for (double z : new double[] {-0.045, 0}) {
      points.add(new Vec3(0, 0, z));
      for (double y : new double[] {-0.05, 0.05}) {
        points.add(new Vec3(-0.015, y, z));
        points.add(new Vec3(0.015, y, z));
      }
    }
    return points;
  }

  private static List<Vec3> wrist() {
    List<Vec3> points = new ArrayList<>();
    for (double z : new double[] {0.05, 0.085, 0.12}) {
      points.add(new Vec3(0, 0, z));
      for (int i = 0; i < 8; i++) {
        double angle = i * Math.PI / 4;
        points.add(new Vec3(0.05 * Math.cos(angle), 0.05 * Math.sin(angle), z));
      }
    }
    return points;
  }

  private static List<Vec3> concat(List<Vec3> a, List<Vec3> b) {
    List<Vec3> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  /**
   * Returns these points and some of an object's that is carried along, held as at {@code hand}.
   */
  GripperShape carrying(PointCloud object, Vec3 hand) {
    List<Vec3> all = new ArrayList<>(points);
    int step = Math.max(1, object.size() / 150);
    for (int i = 0; i < object.size(); i += step) {
      all.add(new Vec3(object.x(i), object.y(i), object.z(i)).minus(hand));
    }
    return new GripperShape(all);
  }

  /** Returns the smallest distance between the gripper at {@code hand} and a cloud, metres. */
  double distance(Vec3 hand, KdTree cloud) {
    int[] nearest = new int[1];
    float[] squared = new float[1];
    double smallest = Double.POSITIVE_INFINITY;
    for (Vec3 point : points) {
      Vec3 p = hand.plus(point);
      cloud.nearest(p.x(), p.y(), p.z(), nearest, squared);
      smallest = Math.min(smallest, squared[0]);
    }
    return Math.sqrt(smallest);
  }
}
