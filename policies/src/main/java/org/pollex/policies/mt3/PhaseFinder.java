package org.pollex.policies.mt3;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.KdTree;
import org.pollex.retrieval.cloud.PointCloud;

/**
 * Finds the parts of a demonstration from the end effector's path, the gripper and the clouds of
 * its first observation; no contacts and no object poses.
 */
final class PhaseFinder {
  /** Distance to a cloud that counts as away from it, metres. */
  private static final double AWAY = 0.05;

  /** Distance to a cloud that counts as at it, metres: a cloud shows only what the camera saw. */
  private static final double AT = 0.03;

  /** A gripper that stays farther away than this does not manipulate the object, metres. */
  private static final double UNTOUCHED = 0.10;

  /**
   * Steps of run-up before the bottleneck. The hand follows its command with a time constant of six
   * to eight steps; after twelve it moves as it did in the demonstration.
   */
  private static final int RUN_UP = 12;

  /** The goal's frame holds where the hand is within this distance of its last position, metres. */
  private static final double AT_GOAL = 0.06;

  private final Demonstration demo;
  private final int last;

  private PhaseFinder(Demonstration demo) {
    this.demo = demo;
    this.last = demo.steps() - 1;
  }

  /** Finds the parts of a demonstration. */
  static Phases of(Demonstration demo) {
    return new PhaseFinder(demo).find();
  }

  private Phases find() {
    double[] distance = distances(GripperShape.SAWYER, demo.target());
    double smallest = Arrays.stream(distance).min().orElseThrow();
    if (smallest > UNTOUCHED) {
      return new Phases(0, 0, 0, 0, false, false, legs(0, false, false));
    }
    int contact = firstAt(distance, 0);
    int bottleneck = lastAway(distance, 0, contact, 0);
    // A gripper command given on the way belongs to the interaction.
    bottleneck = Math.min(bottleneck, lastCommandChange(contact));
    int start = Math.max(0, bottleneck - RUN_UP);
    int closed = closingEnds(start);
    boolean grasped = closed > 0 && !closes(Math.max(start - 1, 0));
    int held = Math.min(last, Math.max(contact, closed));
    return new Phases(start, bottleneck, contact, held, grasped, true, legs(held, grasped, true));
  }

  private boolean closes(int k) {
    return demo.gripper()[Math.min(k, last)] > 0;
  }

  /** Last step before the contact after which the gripper is commanded otherwise. */
  private int lastCommandChange(int contact) {
    for (int k = contact - 1; k >= 0; k--) {
      if (closes(k) != closes(k + 1)) {
        return k;
      }
    }
    return contact;
  }

  /** The step at which the fingers stop closing for the first time, or 0 if they never close. */
  private int closingEnds(int start) {
    double[] fingers = demo.fingers();
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = start; k < fingers.length; k++) {
      smallest = Math.min(smallest, fingers[k]);
    }
    if (fingers[start] - smallest < 0.05) {
      return 0;
    }
    int k = start;
    while (k < last && fingers[k + 1] - fingers[k] >= -0.004) {
      k++;
    }
    while (k < last && fingers[k + 1] - fingers[k] < -0.002) {
      k++;
    }
    return k;
  }

  private List<Phases.Leg> legs(int held, boolean grasped, boolean object) {
    List<Phases.Leg> legs = new ArrayList<>();
    int from = held;
    if (demo.fixture().isPresent() && object) {
      GripperShape moving =
          grasped
              ? GripperShape.SAWYER_FINGERS.carrying(demo.target(), demo.hand()[held])
              : GripperShape.SAWYER;
      double[] distance = distances(moving, demo.fixture().get());
      int contact = firstAt(distance, from);
      int to = Math.max(lastAway(distance, from, contact, contact), from + 1);
      legs.add(new Phases.Leg(Phases.Frame.FIXTURE, from, to));
      from = Math.max(to, contact);
    }
    if (demo.goal().isPresent()) {
      Vec3 end = demo.hand()[demo.steps()];
      int to = from + 1;
      for (int k = 0; k < demo.steps(); k++) {
        to = demo.hand()[k].distance(end) > AT_GOAL ? Math.max(to, k + 1) : to;
      }
      legs.add(new Phases.Leg(Phases.Frame.GOAL, from, Math.min(to, demo.steps())));
    }
    return legs;
  }

  private double[] distances(GripperShape shape, PointCloud cloud) {
    KdTree tree = new KdTree(cloud);
    return Arrays.stream(demo.hand()).mapToDouble(hand -> shape.distance(hand, tree)).toArray();
  }

  /** First step from {@code from} on that is at the cloud, or as near as the path ever gets. */
  private static int firstAt(double[] distance, int from) {
    double smallest = Arrays.stream(distance, from, distance.length).min().orElseThrow();
    double at = Math.max(AT, smallest + 0.01);
    int k = from;
    while (distance[k] >= at) {
      k++;
    }
    return k;
  }

  private static int lastAway(double[] distance, int from, int to, int otherwise) {
    for (int k = to; k >= from; k--) {
      if (distance[k] >= AWAY) {
        return k;
      }
    }
    return otherwise;
  }
}
