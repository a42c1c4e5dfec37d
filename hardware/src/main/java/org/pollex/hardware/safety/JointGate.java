package org.pollex.hardware.safety;

import org.pollex.errors.BadInputException;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.profile.RobotProfile.OnViolation;

/**
 * The gate before a robot's joints: one call for each control cycle, position commands in, position
 * commands out. Made by {@link SafetyGate#forRobot}.
 *
 * <p>What it keeps by induction: from the last command it passed on, it knows a way to rest on
 * which every joint stays within position, velocity, acceleration and jerk, and on whose checked
 * postures no links meet and the tool stays in its workspace. A command passes, bit for bit, when
 * the same is true after it; otherwise the robot goes on along the known way to rest (hold, stop),
 * or as far towards the command as the limits allow (clamp).
 *
 * <p>A stop for a fault (stale state, time jump, tracking, torque, and every violation where the
 * profile says {@code stop}) is latched: it ends only by {@link #reset}, and only after the
 * measured velocity has shown the robot at rest. Nothing is allocated after construction.
 */
public final class JointGate extends SafetyGate {
  private final RobotProfile profile;
  private final OnViolation reaction;
  private final ApprovedCommand.Mode stopMode;
  private final BrakePath path;
  private final CycleChecks checks;
  private final StopMonitor stop;
  private final Tally tally;
  private final int n;
  private final ApprovedCommand last;
  private final double[] q;
  private final double[] v;
  private final double[] a;
  private final double[] next;
  private long lastNanos;
  private boolean started;

  JointGate(RobotProfile profile, GateSettings settings, InterventionLog log) {
    this.profile = profile;
    reaction = profile.control().onViolation();
    stopMode =
        profile.control().stopMode() == RobotProfile.StopMode.DAMP
            ? ApprovedCommand.Mode.DAMP
            : ApprovedCommand.Mode.STOP;
    path = new BrakePath(profile, settings.workspace(), settings.margin());
    checks = new CycleChecks(profile, settings.trackingError());
    stop = new StopMonitor(profile.watchdog().brakingSeconds());
    tally = new Tally(log);
    n = profile.joints().size();
    last = new ApprovedCommand(n);
    q = last.position;
    v = last.velocity;
    a = last.acceleration;
    next = new double[n];
  }

  /**
   * Starts, or starts again, from the measured posture at rest: the first command is that posture.
   *
   * @throws BadInputException when the posture itself breaks a limit, or the robot moves
   */
  public void start(JointState measured) {
    for (int i = 0; i < n; i++) {
      double position = measured.position[i];
      if (!Checks.within(measured.velocity[i], CycleChecks.REST)) {
        throw new BadInputException(
            profile.joints().get(i).name() + " moves at " + measured.velocity[i] + " rad/s",
            "Start, or reset, when the robot is at rest.");
      }
      Rule rule = path.judge(i, position, 0, 0, position);
      if (rule != null) {
        throw new BadInputException(
            profile.joints().get(i).name() + " is at " + position + " rad: " + rule,
            "Move the robot by hand into its range first.");
      }
      next[i] = position;
    }
    Rule rule = path.judgeTogether(next);
    if (rule != null) {
      throw new BadInputException(
          "the robot's posture breaks the rule " + rule,
          "Move the robot by hand to a posture that is free of it.");
    }
    System.arraycopy(next, 0, q, 0, n);
    java.util.Arrays.fill(v, 0);
    java.util.Arrays.fill(a, 0);
    lastNanos = measured.nanos;
    stop.reset();
    started = true;
  }

  /**
   * Judges a cycle.
   *
   * @param nanos time of this cycle
   * @param stamp when the proposed command was made
   * @param proposed coordinates, rad, wire order; not changed
   * @param measured the robot's last state
   * @return what may be sent; the gate writes it again in the next cycle
   */
  public ApprovedCommand approve(long nanos, long stamp, double[] proposed, JointState measured) {
    if (!started) {
      throw new IllegalStateException("the gate must be started from the measured posture");
    }
    tally.judged();
    Rule fault = checks.fault(nanos, nanos - lastNanos, measured, q);
    boolean unchanged = false;
    if (fault != null) {
      refuse(nanos, fault, true);
    } else if (stop.latched()) {
      advanceBrake();
    } else {
      Rule refusal = checks.refusal(nanos, stamp, proposed);
      if (refusal == null) {
        unchanged = follow(nanos, proposed);
      } else {
        refuse(nanos, refusal, reaction == OnViolation.STOP);
      }
    }
    lastNanos = nanos;
    stop.confirm(nanos, restCommanded() && checks.atRest(nanos, measured));
    last.nanos = nanos;
    last.unchanged = unchanged;
    last.mode = mode();
    return last;
  }

  private ApprovedCommand.Mode mode() {
    if (stop.latched()) {
      return stopMode;
    }
    return stop.motion() == Motion.FREE ? ApprovedCommand.Mode.FOLLOW : ApprovedCommand.Mode.HOLD;
  }

  private boolean follow(long nanos, double[] proposed) {
    boolean changed = false;
    for (int i = 0; i < n; i++) {
      next[i] = proposed[i];
      Rule rule = path.judge(i, q[i], v[i], a[i], proposed[i]);
      if (rule == null) {
        continue;
      }
      if (reaction != OnViolation.CLAMP) {
        tally.fired(nanos, rule, i, proposed[i], Double.NaN);
        brake(nanos, reaction == OnViolation.STOP);
        return false;
      }
      changed = true;
      next[i] = path.towards(i, q[i], v[i], a[i], proposed[i]);
      tally.fired(nanos, rule, i, proposed[i], next[i]);
    }
    Rule rule = path.judgeTogether(next);
    if (rule != null) {
      refuse(nanos, rule, reaction == OnViolation.STOP);
      return false;
    }
    for (int i = 0; i < n; i++) {
      double speed = (next[i] - q[i]) / path.dt();
      a[i] = (speed - v[i]) / path.dt();
      v[i] = speed;
      q[i] = next[i];
    }
    stop.free();
    if (changed) {
      tally.changed();
    }
    return !changed;
  }

  private void refuse(long nanos, Rule rule, boolean latch) {
    tally.fired(nanos, rule, -1, Double.NaN, Double.NaN);
    brake(nanos, latch);
  }

  private void brake(long nanos, boolean latch) {
    tally.changed();
    stop.begin(nanos, latch);
    advanceBrake();
  }

  private void advanceBrake() {
    for (int i = 0; i < n; i++) {
      if (path.atRest(i, v[i], a[i])) {
        a[i] = 0;
        v[i] = 0;
        continue;
      }
      a[i] = path.brake(i, v[i], a[i]);
      v[i] += a[i] * path.dt();
      q[i] += v[i] * path.dt();
    }
  }

  private boolean restCommanded() {
    for (int i = 0; i < n; i++) {
      if (!Checks.within(v[i], CycleChecks.REST)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes how far the gripper is to close, 0 open to 1 closed, for the commands from now on. What
   * is not such a number is refused; while a stop is latched the gripper stays as it is.
   *
   * @return true when it was taken
   */
  public boolean grip(long nanos, double share) {
    if (!Checks.inside(share, 0, 1)) {
      tally.fired(
          nanos, Double.isFinite(share) ? Rule.RANGE : Rule.NOT_FINITE, -1, share, last.grip);
      return false;
    }
    if (!stop.latched()) {
      last.grip = share;
    }
    return !stop.latched();
  }

  /** Brakes and stays stopped: an operator's stop. */
  public void stop(long nanos) {
    stop.begin(nanos, true);
  }

  /**
   * Ends a latched stop, on an operator's word.
   *
   * @throws BadInputException when the stop is not confirmed by the measured velocity
   */
  public void reset(JointState measured) {
    if (stop.motion() != Motion.STOPPED) {
      throw new BadInputException(
          "the robot is " + stop.motion() + ", not stopped",
          "Wait until the measured velocity shows it at rest; look at the robot if it never does.");
    }
    start(measured);
  }

  /** Returns how far a stop has come. */
  public Motion motion() {
    return stop.motion();
  }

  /** Returns true when only {@link #reset} lets the robot move again. */
  public boolean latched() {
    return stop.latched();
  }

  /** Returns the commands that were not passed on as they were. */
  public long changes() {
    return tally.changes();
  }

  @Override
  public InterventionCounts interventions(int slot) {
    if (slot != 0) {
      throw new IndexOutOfBoundsException("a robot has slot 0, not " + slot);
    }
    return tally.counts();
  }
}
