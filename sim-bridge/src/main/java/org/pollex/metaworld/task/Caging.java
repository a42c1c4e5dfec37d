package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;
import static org.pollex.metaworld.scene.Vec3.norm;
import static org.pollex.metaworld.task.Shaping.hamacher;
import static org.pollex.metaworld.task.Shaping.longTail;

import org.pollex.metaworld.numpy.Precision;
import org.pollex.metaworld.scene.Vec3;

/**
 * How well the fingers enclose and squeeze an object, 0 to 1: the grasp term of reward v2.
 *
 * @param radius of the object between the pads, m
 * @param padDistance of a pad and the object's middle that counts as enclosing, m
 * @param reachRadius distance of tips and object that counts as reached, m; for MEDIUM density
 * @param sideDistance of tips and object in the xz plane that counts as enclosing, m
 * @param fullEffort gripper number that counts as full squeeze
 * @param density what is averaged into the term besides enclosing and squeezing
 */
record Caging(
    double radius,
    double padDistance,
    double reachRadius,
    double sideDistance,
    double fullEffort,
    Density density) {

  /** What makes the term less sparse. */
  enum Density {
    /** Nothing. */
    LOW,
    /** Reaching. */
    MEDIUM,
    /** Enclosing without squeezing. */
    HIGH
  }

  Caging(double radius, double padDistance, double reachRadius, double sideDistance) {
    this(radius, padDistance, reachRadius, sideDistance, 1, Density.HIGH);
  }

  Caging effort(double full) {
    return new Caging(radius, padDistance, reachRadius, sideDistance, full, density);
  }

  Caging density(Density other) {
    return new Caging(radius, padDistance, reachRadius, sideDistance, fullEffort, other);
  }

  /** The term for an object that began at {@code start}; leaves its precision in the task. */
  double of(Task t, Vec3 object, Vec3 start) {
    double left = side(t.leftPad.y(), object, start);
    double right = side(t.rightPad.y(), object, start);
    double across = hamacher(left, right);
    double alongMargin = norm(start.x - t.tcpStart.x, start.z - t.tcpStart.z) - sideDistance;
    double along =
        longTail(norm(t.tcp.x - object.x, t.tcp.z - object.z), sideDistance, alongMargin);
    double caged = hamacher(across, along);
    double squeezed = caged > 0.97 ? squeeze(t, (float) fullEffort) : unsqueezed(t);
    double term = t.precision.hamacher(caged, squeezed);
    return switch (density) {
      case LOW -> term;
      case HIGH -> t.precision.mean(term, caged);
      case MEDIUM -> {
        double margin = Math.abs(distance(start, t.tcpStart) - reachRadius);
        yield t.precision.mean(term, longTail(distance(object, t.tcp), reachRadius, margin));
      }
    };
  }

  private double side(double padY, Vec3 object, Vec3 start) {
    double margin = Math.abs(Math.abs(padY - start.y) - padDistance);
    return longTail(Math.abs(padY - object.y), radius, padDistance, margin);
  }

  /** A term that counts as much as the gripper is commanded to close, in the task's precision. */
  static double closed(Task t, double term) {
    double squeezed = squeeze(t, 1);
    return t.precision.hamacher(term, squeezed);
  }

  /** The gripper number in [0, full], divided by {@code full}; a float32 unless it was clipped. */
  static double squeeze(Task t, float full) {
    if (t.effort <= 0) {
      return unsqueezed(t);
    }
    boolean clipped = full < t.effort;
    t.precision = clipped ? Precision.DOUBLE : Precision.SINGLE;
    return clipped ? 1 : t.effort / full;
  }

  /** No squeeze, in float64. */
  static double unsqueezed(Task t) {
    t.precision = Precision.DOUBLE;
    return 0;
  }
}
