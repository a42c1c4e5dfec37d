package org.pollex.hardware.safety;

import java.util.EnumMap;
import java.util.Map;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.profile.RobotProfile;

/**
 * The gate before a robot's joints: one call for each control cycle, position commands in, position
 * commands out.
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
public final class JointGate {
  /** How far a stop has come. */
  public enum Motion {
    /** Commands are judged and passed on. */
    FREE,
    /** On the way to rest. */
    BRAKING,
    /** At rest by what was measured. */
    STOPPED,
    /** Braking time is over and no fresh state shows the robot at rest. */
    STOP_NOT_CONFIRMED
  }

  private static final double CONFIRM_FACTOR = 1.2;
  private static final double REST = 0.01;
  private static final double UNITS_FACTOR = 4;

  private final RobotProfile profile;
  private final BrakePath path;
  private final InterventionLog log;
  private final double trackingError;
  private final int n;
  private final double[] q;
  private final double[] v;
  private final double[] a;
  private final double[] next;
  private final double[] largest;
  private final long[] counts = new long[Rule.values().length];
  private long commands;
  private long interventions;
  private long lastNanos;
  private long brakingSince;
  private boolean started;
  private boolean latched;
  private Motion motion = Motion.FREE;

  /**
   * Creates a gate that has to be started.
   *
   * @param workspace where the tool may be
   * @param margin smallest gap between spheres of links, m
   * @param trackingError largest distance of a joint from its command, rad
   */
  public JointGate(
      RobotProfile profile,
      Workspace workspace,
      double margin,
      double trackingError,
      InterventionLog log) {
    this.profile = profile;
    this.log = log;
    this.trackingError = trackingError;
    path = new BrakePath(profile, workspace, margin);
    n = profile.joints().size();
    q = new double[n];
    v = new double[n];
    a = new double[n];
    next = new double[n];
    largest = new double[n];
    for (int i = 0; i < n; i++) {
      RobotProfile.JointLimits joint = profile.joints().get(i);
      double range = Math.max(Math.abs(joint.lower()), Math.abs(joint.upper()));
      largest[i] = UNITS_FACTOR * (Double.isFinite(range) ? Math.max(range, 1) : 4 * Math.PI);
    }
  }

  /**
   * Starts, or starts again, from the measured posture at rest: the first command is that posture.
   *
   * @throws BadInputException when the posture itself breaks a limit, or the robot moves
   */
  public void start(JointState measured) {
    for (int i = 0; i < n; i++) {
      double position = measured.position[i];
      if (!(Math.abs(measured.velocity[i]) <= REST)) {
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
      q[i] = position;
      v[i] = 0;
      a[i] = 0;
    }
    Rule rule = path.judgeTogether(q);
    if (rule != null) {
      throw new BadInputException(
          "the robot's posture breaks the rule " + rule,
          "Move the robot by hand to a posture that is free of it.");
    }
    lastNanos = measured.nanos;
    motion = Motion.FREE;
    latched = false;
    started = true;
  }

  /**
   * Judges a cycle.
   *
   * @param nanos time of this cycle
   * @param commandNanos when the proposed command was made
   * @param proposed coordinates, rad, wire order; not changed
   * @param measured the robot's last state
   * @param out takes what may be sent, rad; always within the limits
   * @return true when the command passed as it was
   */
  public boolean approve(
      long nanos, long commandNanos, double[] proposed, JointState measured, double[] out) {
    if (!started) {
      throw new IllegalStateException("the gate must be started from the measured posture");
    }
    commands++;
    Rule fault = fault(nanos, measured);
    boolean passed = false;
    if (fault != null) {
      brake(nanos, fault, true);
    } else if (latched) {
      advanceBrake();
    } else {
      Rule refusal = refusal(nanos, commandNanos, proposed);
      passed = refusal == null ? follow(nanos, proposed) : refuse(nanos, refusal);
    }
    lastNanos = nanos;
    confirm(nanos, measured);
    System.arraycopy(q, 0, out, 0, n);
    return passed;
  }

  /** Faults of the robot, its state or the clock; they are latched. */
  private Rule fault(long nanos, JointState measured) {
    long elapsed = nanos - lastNanos;
    double period = path.dt() * 1e9;
    if (elapsed < 0 || elapsed > Math.max(20 * period, 1e9 * profile.watchdog().stateSeconds())) {
      return Rule.TIME_JUMP;
    }
    long age = nanos - measured.nanos;
    if (age < -period * 20 || age > 1e9 * profile.watchdog().stateSeconds()) {
      return Rule.STALE_STATE;
    }
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(measured.position[i]) || !Double.isFinite(measured.velocity[i])) {
        return Rule.NOT_FINITE;
      }
      if (!(Math.abs(measured.position[i] - q[i]) <= trackingError)) {
        return Rule.TRACKING;
      }
      if (!(Math.abs(measured.effort[i]) <= profile.joints().get(i).effort())) {
        return Rule.TORQUE;
      }
    }
    return null;
  }

  /** What makes a command as a whole unusable. */
  private Rule refusal(long nanos, long commandNanos, double[] proposed) {
    long age = nanos - commandNanos;
    if (age < 0 || age > 1e9 * profile.watchdog().commandSeconds()) {
      return Rule.STALE;
    }
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(proposed[i])) {
        return Rule.NOT_FINITE;
      }
      if (Math.abs(proposed[i]) > largest[i]) {
        return Rule.UNITS;
      }
    }
    return null;
  }

  private boolean refuse(long nanos, Rule rule) {
    brake(nanos, rule, profile.control().onViolation() == RobotProfile.OnViolation.STOP);
    return false;
  }

  private boolean follow(long nanos, double[] proposed) {
    boolean clamp = profile.control().onViolation() == RobotProfile.OnViolation.CLAMP;
    boolean changed = false;
    for (int i = 0; i < n; i++) {
      next[i] = proposed[i];
      Rule rule = path.judge(i, q[i], v[i], a[i], proposed[i]);
      if (rule == null) {
        continue;
      }
      if (!clamp) {
        count(nanos, rule, i, proposed[i], Double.NaN);
        return refuse(nanos, rule, false);
      }
      changed = true;
      next[i] = towards(i, proposed[i]);
      count(nanos, rule, i, proposed[i], next[i]);
    }
    Rule rule = path.judgeTogether(next);
    if (rule != null) {
      return refuse(nanos, rule);
    }
    for (int i = 0; i < n; i++) {
      double speed = (next[i] - q[i]) / path.dt();
      a[i] = (speed - v[i]) / path.dt();
      v[i] = speed;
      q[i] = next[i];
    }
    motion = Motion.FREE;
    if (changed) {
      interventions++;
    }
    return !changed;
  }

  private boolean refuse(long nanos, Rule rule, boolean counted) {
    if (counted) {
      count(nanos, rule, -1, Double.NaN, Double.NaN);
    }
    interventions++;
    beginBrake(nanos, profile.control().onViolation() == RobotProfile.OnViolation.STOP);
    advanceBrake();
    return false;
  }

  /** As far towards a coordinate as can be undone: half, a quarter, an eighth, else braking. */
  private double towards(int i, double wanted) {
    double braked = q[i] + (v[i] + path.brake(i, v[i], a[i]) * path.dt()) * path.dt();
    double reachable = path.reachable(i, q[i], v[i], a[i], wanted);
    for (double share = 1; share > 0.1; share /= 2) {
      double candidate = braked + share * (reachable - braked);
      if (path.judge(i, q[i], v[i], a[i], candidate) == null) {
        return candidate;
      }
    }
    path.judge(i, q[i], v[i], a[i], braked);
    return braked;
  }

  private void brake(long nanos, Rule rule, boolean latch) {
    count(nanos, rule, -1, Double.NaN, Double.NaN);
    interventions++;
    beginBrake(nanos, latch);
    advanceBrake();
  }

  private void beginBrake(long nanos, boolean latch) {
    latched |= latch;
    if (motion == Motion.FREE) {
      motion = Motion.BRAKING;
      brakingSince = nanos;
    }
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

  /** A stop is confirmed by measurement, never by what was commanded. */
  private void confirm(long nanos, JointState measured) {
    if (motion == Motion.FREE) {
      return;
    }
    boolean fresh = nanos - measured.nanos <= 1e9 * profile.watchdog().stateSeconds();
    boolean rest = fresh;
    for (int i = 0; i < n; i++) {
      rest &= Math.abs(measured.velocity[i]) <= REST && Math.abs(v[i]) <= REST;
    }
    double elapsed = (nanos - brakingSince) / 1e9;
    if (rest) {
      motion = Motion.STOPPED;
    } else if (elapsed > CONFIRM_FACTOR * profile.watchdog().brakingSeconds()) {
      motion = Motion.STOP_NOT_CONFIRMED;
    } else {
      motion = Motion.BRAKING;
    }
  }

  private void count(long nanos, Rule rule, int joint, double proposed, double given) {
    counts[rule.ordinal()]++;
    log.intervened(nanos, rule, joint, proposed, given);
  }

  /** Brakes and stays stopped: an operator's stop. */
  public void stop(long nanos) {
    beginBrake(nanos, true);
  }

  /**
   * Ends a latched stop, on an operator's word.
   *
   * @throws BadInputException when the stop is not confirmed by the measured velocity
   */
  public void reset(JointState measured) {
    if (motion != Motion.STOPPED) {
      throw new BadInputException(
          "the robot is " + motion + ", not stopped",
          "Wait until the measured velocity shows it at rest; look at the robot if it never does.");
    }
    start(measured);
  }

  /** Returns how far a stop has come. */
  public Motion motion() {
    return motion;
  }

  /** Returns true when only {@link #reset} lets the robot move again. */
  public boolean latched() {
    return latched;
  }

  /** Returns the commands that were not passed on as they were. */
  public long interventions() {
    return interventions;
  }

  /** Returns how often each rule fired. */
  public InterventionCounts counts() {
    Map<Rule, Long> byRule = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      if (counts[rule.ordinal()] > 0) {
        byRule.put(rule, counts[rule.ordinal()]);
      }
    }
    return new InterventionCounts(commands, byRule);
  }
}
