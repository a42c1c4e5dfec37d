package org.pollex.hardware.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The durations in which one joint can make a motion. They are not always all above the shortest: a
 * joint that must pass a point at speed can do so now, or come back to it later, but not in
 * between.
 *
 * <p>A duration is feasible when four margins are not negative: of the change of velocity upwards
 * and downwards, and of the displacement forwards and backwards. Each margin is negative on one
 * interval at most (they are convex functions of the duration wherever the motion exists), so its
 * smallest value and a bisection on both sides find what it blocks.
 */
final class FeasibleTimes {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int NARROWING = 80;

  private final Furthest forwards;
  private final Furthest backwards;
  private final double distance;
  private final List<double[]> blocked = new ArrayList<>();

  FeasibleTimes(Furthest forwards, Furthest backwards, double distance, MotionLimits limits) {
    this.forwards = forwards;
    this.backwards = backwards;
    this.distance = distance;
    double first = forwards.shortest();
    double last = first + enough(limits, Math.abs(distance));
    block(forwards::spare, first, last);
    block(backwards::spare, first, last);
    List<double[]> components = components(first, last);
    for (double[] part : components) {
      block(this::marginForwards, part[0], part[1]);
      block(this::marginBackwards, part[0], part[1]);
    }
    blocked.add(new double[] {Double.NEGATIVE_INFINITY, first});
  }

  private double marginForwards(double t) {
    return forwards.reach(t) - distance;
  }

  private double marginBackwards(double t) {
    return distance + backwards.reach(t);
  }

  /** A time in which the joint can come to rest anywhere, go anywhere, and take up speed there. */
  private static double enough(MotionLimits limits, double distance) {
    double v = limits.velocity();
    double change = v / limits.acceleration() + 2 * limits.acceleration() / limits.jerk();
    return 2 * change + (distance + 2 * v * change) / v + change;
  }

  private List<double[]> components(double first, double last) {
    List<double[]> parts = new ArrayList<>();
    double from = first;
    while (from < last) {
      double start = next(from);
      double end = last;
      for (double[] each : blocked) {
        if (each[0] >= start) {
          end = Math.min(end, each[0]);
        }
      }
      if (start >= last) {
        break;
      }
      parts.add(new double[] {start, end});
      from = Math.nextUp(end);
    }
    return parts;
  }

  /** Returns the first feasible duration that is not shorter than a given one, s. */
  double next(double t) {
    double result = t;
    for (boolean moved = true; moved; ) {
      moved = false;
      for (double[] each : blocked) {
        if (result > each[0] && result < each[1]) {
          result = each[1];
          moved = true;
        }
      }
    }
    return result;
  }

  private void block(DoubleUnaryOperator margin, double from, double to) {
    boolean open = margin.applyAsDouble(from) >= 0;
    boolean openAtEnd = margin.applyAsDouble(to) >= 0;
    double lowest = open ? lowest(margin, from, to) : from;
    if (open && openAtEnd && margin.applyAsDouble(lowest) >= 0) {
      return;
    }
    if (open && !openAtEnd && margin.applyAsDouble(lowest) >= 0) {
      lowest = to;
    }
    blocked.add(
        new double[] {
          open ? edge(margin, lowest, from) : Math.nextDown(from),
          openAtEnd ? edge(margin, lowest, to) : Math.nextUp(to)
        });
  }

  /** Where a margin is smallest, by golden section; stops as soon as it is negative. */
  private static double lowest(DoubleUnaryOperator margin, double from, double to) {
    double l = from;
    double r = to;
    double x = r - GOLDEN * (r - l);
    double y = l + GOLDEN * (r - l);
    double atX = margin.applyAsDouble(x);
    double atY = margin.applyAsDouble(y);
    for (int i = 0; i < NARROWING && atX >= 0 && atY >= 0; i++) {
      if (atX <= atY) {
        r = y;
        y = x;
        atY = atX;
        x = r - GOLDEN * (r - l);
        atX = margin.applyAsDouble(x);
      } else {
        l = x;
        x = y;
        atX = atY;
        y = l + GOLDEN * (r - l);
        atY = margin.applyAsDouble(y);
      }
    }
    return atX < atY ? x : y;
  }

  /** The last duration, from an open one towards a blocked one, at which the margin is open. */
  private static double edge(DoubleUnaryOperator margin, double blocked, double open) {
    double inside = open;
    double outside = blocked;
    for (int i = 0; i < 100; i++) {
      double middle = (inside + outside) / 2;
      if (middle == inside || middle == outside) {
        break;
      }
      if (margin.applyAsDouble(middle) >= 0) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }
}
