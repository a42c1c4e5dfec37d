package org.pollex.hardware.driver;

import java.util.ArrayList;
import java.util.List;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.trajectory.MotionLimits;
import org.pollex.hardware.trajectory.MotionState;
import org.pollex.hardware.trajectory.Trajectory;
import org.pollex.hardware.trajectory.TrajectoryPlanner;

/**
 * Fills the time between two targets with jerk-limited motion, so that a policy of 10 to 50 actions
 * a second drives a robot of 100 to 1000 cycles.
 *
 * <p>A target is to be reached one action period after it came, with the velocity that the last two
 * targets suggest, so that a stream of targets becomes one motion and not a row of stops; when no
 * further target comes, the robot comes to rest at the last one. What cannot be reached in time is
 * reached as soon as the limits allow. The planner gets shares of the robot's limits: the rest is
 * the gate's, which must know a way to rest from everywhere, in discrete time.
 *
 * <p>{@link #target} plans (about a millisecond) and may be called from the policy's thread; {@link
 * #at} is for the control loop and allocates nothing.
 */
public final class Interpolator {
  private static final double SHARE_VELOCITY = 0.85;
  private static final double SHARE_ACCELERATION = 0.85;
  private static final double SHARE_JERK = 0.7;

  /** Share of the velocity limit with which a target may be passed. */
  private static final double PASSING = 0.5;

  /** Periods that passing a target may take before it is better to stop there. */
  private static final double LATE = 1.5;

  /** From the call until the new plan begins, ns: planning takes time. */
  private static final long LEAD = 4_000_000;

  private final TrajectoryPlanner planner;
  private final List<MotionLimits> limits;
  private final RobotProfile profile;
  private final double period;
  private final double[] velocity;
  private final double[] acceleration;

  /** In order of their beginnings; replaced as a whole. */
  private volatile Piece[] plan;

  private double[] before;

  private record Piece(Trajectory motion, long start) {
    double seconds(long nanos) {
      return (nanos - start) / 1e9;
    }

    long end() {
      return start + (long) Math.ceil(motion.duration() * 1e9);
    }
  }

  /** Returns the piece that holds at a time: the last one that has begun. */
  private static int at(Piece[] pieces, long nanos) {
    int k = pieces.length - 1;
    while (k > 0 && nanos < pieces[k].start) {
      k--;
    }
    return k;
  }

  /**
   * Creates an interpolator.
   *
   * @param period seconds from one target to the next
   */
  public Interpolator(RobotProfile profile, double period) {
    this.profile = profile;
    this.period = period;
    limits =
        profile.joints().stream()
            .map(MotionLimits::of)
            .map(each -> each.times(SHARE_VELOCITY, SHARE_ACCELERATION, SHARE_JERK))
            .toList();
    planner = new TrajectoryPlanner(limits);
    velocity = new double[limits.size()];
    acceleration = new double[limits.size()];
  }

  /** Begins at rest. */
  public void start(long nanos, double[] posture) {
    MotionState rest = MotionState.rest(posture);
    plan = new Piece[] {new Piece(planner.plan(rest, rest), nanos)};
    before = posture.clone();
  }

  /** Plans towards a new target, from where the plan before is by the time this one begins. */
  public void target(long nanos, double[] posture) {
    long start = nanos + LEAD;
    Piece[] known = plan;
    int last = at(known, start);
    MotionState from = known[last].motion.at(known[last].seconds(start));
    MotionState through = MotionState.moving(posture, passing(posture));
    MotionState stop = MotionState.rest(posture);
    Trajectory motion = planner.plan(from, through, period);
    List<Piece> pieces = new ArrayList<>(List.of(known).subList(at(known, nanos), last + 1));
    if (motion.duration() > LATE * period) {
      pieces.add(new Piece(planner.plan(from, stop, period), start));
    } else {
      Piece next = new Piece(motion, start);
      pieces.add(next);
      pieces.add(new Piece(planner.plan(through, stop), next.end()));
    }
    plan = pieces.toArray(Piece[]::new);
    before = posture.clone();
  }

  /** The velocity that two targets suggest; none towards the end of a joint's range. */
  private double[] passing(double[] posture) {
    double[] result = new double[posture.length];
    for (int i = 0; i < posture.length; i++) {
      double limit = PASSING * limits.get(i).velocity();
      double v = Math.clamp((posture[i] - before[i]) / period, -limit, limit);
      double a = limits.get(i).acceleration();
      double reach = posture[i] + v * (Math.abs(v) / a + a / limits.get(i).jerk());
      RobotProfile.JointLimits joint = profile.joints().get(i);
      result[i] = reach > joint.lower() && reach < joint.upper() ? v : 0;
    }
    return result;
  }

  /** Writes where the joints are to be at a time, rad. */
  public void at(long nanos, double[] out) {
    Piece[] known = plan;
    Piece piece = known[at(known, nanos)];
    piece.motion.at(piece.seconds(nanos), out, velocity, acceleration);
  }
}
