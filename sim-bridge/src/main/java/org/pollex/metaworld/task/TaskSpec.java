package org.pollex.metaworld.task;

import java.util.Arrays;
import java.util.function.Function;
import org.pollex.metaworld.numpy.RandomState;
import org.pollex.metaworld.scene.Scene;
import org.pollex.metaworld.scene.Vec3;

/**
 * What is known of a task without physics. Arrays are not to be written to.
 *
 * @param id such as {@code reach-v3}
 * @param scene file name of the MJCF in the package's {@code assets/sawyer_xyz}
 * @param handStart where the hand begins, metres; float32 numbers where the package has such
 * @param randLow lower corner of the rand_vec's box [3 or 6]
 * @param randHigh upper corner
 * @param separation smallest xy distance of object and goal, metres; 0 if there is none
 * @param apartFrom the xy point [2] that the object keeps apart from; null for the drawn goal
 * @param commandLow lower corner of the mocap's box [3]
 * @param commandHigh upper corner
 * @param goalLow lower corner of the space to which an observed goal is clipped [3]
 * @param goalHigh upper corner
 * @param make makes the task in a world
 */
public record TaskSpec(
    String id,
    String scene,
    Vec3 handStart,
    double[] randLow,
    double[] randHigh,
    double separation,
    double[] apartFrom,
    double[] commandLow,
    double[] commandHigh,
    double[] goalLow,
    double[] goalHigh,
    Function<Scene, Task> make) {

  /** Begins the description of a task. */
  static Builder of(String id, String scene) {
    return new Builder(id, scene);
  }

  /** Three numbers. */
  static double[] xyz(double x, double y, double z) {
    return new double[] {x, y, z};
  }

  /** Whether object and goal of a rand_vec are as far apart as the task wants them. */
  public boolean separated(double[] randVec) {
    if (separation == 0) {
      return true;
    }
    double x = apartFrom == null ? randVec[randVec.length - 3] : apartFrom[0];
    double y = apartFrom == null ? randVec[randVec.length - 2] : apartFrom[1];
    return !(Vec3.norm(randVec[0] - x, randVec[1] - y) < separation);
  }

  /** Draws a rand_vec as one reset of the package does, rejecting those that are too close. */
  public double[] draw(RandomState random) {
    double[] drawn = random.uniform(randLow, randHigh);
    while (!separated(drawn)) {
      drawn = random.uniform(randLow, randHigh);
    }
    return drawn;
  }

  /** Collects a description; hand and goals have the boxes of most tasks until told otherwise. */
  static final class Builder {
    private final String id;
    private final String scene;
    private Vec3 handStart = new Vec3();
    private double[] randLow;
    private double[] randHigh;
    private double separation;
    private double[] apartFrom;
    private double[] commandLow = {-0.5, 0.4, 0.05};
    private final double[] commandHigh = {0.5, 1, 0.5};
    private double[] goalLow;
    private double[] goalHigh;

    private Builder(String id, String scene) {
      this.id = id;
      this.scene = scene;
    }

    /** Where the hand begins. */
    Builder hand(double x, double y, double z) {
      handStart = new Vec3(x, y, z);
      return this;
    }

    /** The lower corner of the mocap's box. */
    Builder commandFrom(double x, double y, double z) {
      commandLow = xyz(x, y, z);
      return this;
    }

    /** The box of a rand_vec that places one thing; goals may be anywhere in the mocap's box. */
    Builder places(double[] low, double[] high) {
      randLow = low;
      randHigh = high;
      return this;
    }

    /** The box of a rand_vec that places an object and a goal, and thereby the goal's box. */
    Builder places(double[] low, double[] high, double[] goalFrom, double[] goalTo) {
      return places(join(low, goalFrom), join(high, goalTo)).goals(goalFrom, goalTo);
    }

    /** The box to which an observed goal is clipped. */
    Builder goals(double[] low, double[] high) {
      goalLow = low;
      goalHigh = high;
      return this;
    }

    /** The smallest xy distance of object and drawn goal. */
    Builder apart(double metres) {
      separation = metres;
      return this;
    }

    /** The smallest xy distance of the object and a fixed point. */
    Builder apart(double metres, double x, double y) {
      apartFrom = new double[] {x, y};
      return apart(metres);
    }

    TaskSpec make(Function<Scene, Task> make) {
      return new TaskSpec(
          id,
          scene,
          handStart,
          randLow,
          randHigh,
          separation,
          apartFrom,
          commandLow,
          commandHigh,
          goalLow == null ? commandLow : goalLow,
          goalHigh == null ? commandHigh : goalHigh,
          make);
    }

    private static double[] join(double[] a, double[] b) {
      double[] joined = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, joined, a.length, b.length);
      return joined;
    }
  }
}
