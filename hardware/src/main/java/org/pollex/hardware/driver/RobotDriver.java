package org.pollex.hardware.driver;

import org.pollex.errors.BadInputException;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.safety.ActionGate;
import org.pollex.hardware.safety.ApprovedActions;
import org.pollex.hardware.safety.ApprovedCommand;
import org.pollex.hardware.safety.GateSettings;
import org.pollex.hardware.safety.InterventionCounts;
import org.pollex.hardware.safety.InterventionLog;
import org.pollex.hardware.safety.JointGate;
import org.pollex.hardware.safety.JointState;
import org.pollex.hardware.safety.Motion;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.safety.UnsafeCommandException;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.ActionSpec;

/**
 * The path from a policy's actions to a robot: action gate, inverse kinematics, interpolator, joint
 * gate, port.
 *
 * <p>{@link #cycle} belongs to the control loop and is called at the robot's rate; {@link #command}
 * may come from another thread. The first command is the measured posture. When actions stop
 * coming, the gate brakes the robot by its profile's deadline; what happens when this process dies
 * is {@link RobotPort#robotSideWatchdog}'s to say.
 */
public final class RobotDriver implements AutoCloseable {
  private final RobotPort port;
  private final ActionGate actions;
  private final JointGate gate;
  private final ActionTarget target;
  private final Interpolator interpolator;
  private final JointState state;
  private final double[] proposed;
  private final double[] goal;
  private volatile long commandNanos;
  private volatile boolean commanded;
  private volatile boolean offPlan;
  private volatile boolean stopWanted;
  private volatile double grip = Double.NaN;
  private volatile Motion motion = Motion.FREE;
  private volatile boolean latched;
  private boolean started;

  /**
   * Puts the gate before a port, which this driver now owns.
   *
   * @throws BadInputException when the robot cannot be commanded by such actions
   */
  public RobotDriver(RobotPort port, ActionSpec spec, GateSettings settings, InterventionLog log) {
    this.port = port;
    RobotProfile profile = port.profile();
    target = new ActionTarget(profile, spec);
    actions = SafetyGate.forActions(SafetyProfile.robot(spec), spec, port::nanos);
    gate = SafetyGate.forRobot(profile, settings, log);
    interpolator = new Interpolator(profile, spec.controlPeriod());
    state = new JointState(profile.joints().size());
    proposed = new double[profile.joints().size()];
    goal = new double[profile.joints().size()];
  }

  /**
   * Takes the measured posture as the first target.
   *
   * @throws BadInputException when no state has come, or the posture cannot be started from
   */
  public synchronized void start() {
    if (!port.read(state)) {
      throw new BadInputException(
          "no state has come from the robot",
          "Look whether its driver runs and publishes " + port.profile().control().state() + ".");
    }
    gate.start(state);
    begin(state.position);
    started = true;
  }

  /**
   * Ends a latched stop, on an operator's word; begins again from the measured posture.
   *
   * @throws BadInputException when the stop is not confirmed by the measured velocity
   */
  public synchronized void reset() {
    port.read(state);
    gate.reset(state);
    begin(state.position);
  }

  private void begin(double[] posture) {
    actions.beginEpisode(0, null);
    target.start(posture);
    interpolator.start(port.nanos(), posture);
    commanded = false;
    stopWanted = false;
    grip = Double.NaN;
    motion = Motion.FREE;
    latched = false;
    offPlan = false;
  }

  /**
   * Takes an action.
   *
   * @param action numbers in the units of the specification
   * @param answersNanos stamp of the observation that it answers, on the port's clock
   * @return false when it was not followed: the robot is stopped or stopping, or the arm cannot get
   *     there
   * @throws UnsafeCommandException when the action is not finite or answers an old observation
   */
  public synchronized boolean command(float[] action, long answersNanos) {
    ApprovedActions approved =
        actions.approve(
            new ActionBatch(new int[] {0}, 1, action.length, action, new long[] {answersNanos}));
    if (offPlan && !resume()) {
      return false;
    }
    float[] numbers = approved.action(0, 0);
    boolean reachable = target.move(numbers);
    long now = port.nanos();
    grip = target.grip(numbers);
    if (reachable) {
      target.copy(goal);
      interpolator.target(now, goal);
    }
    commandNanos = now;
    commanded = true;
    return reachable;
  }

  /** After the gate left the plan: goes on from where the robot was brought to rest. */
  private boolean resume() {
    if (latched || motion != Motion.STOPPED) {
      return false;
    }
    begin(proposed);
    return true;
  }

  /**
   * One cycle of the control loop, which allocates nothing: reads the state, judges what the plan
   * says for this moment, and sends what was approved.
   *
   * @return what was sent; it is written again in the next cycle
   */
  public ApprovedCommand cycle() {
    if (!started) {
      throw new IllegalStateException("the driver must be started from the measured posture");
    }
    long now = port.nanos();
    port.read(state);
    if (stopWanted) {
      gate.stop(now);
    }
    if (!offPlan) {
      interpolator.at(now, proposed);
    }
    double wanted = grip;
    if (!Double.isNaN(wanted)) {
      gate.grip(now, wanted);
    }
    ApprovedCommand command = gate.approve(now, commanded ? commandNanos : now, proposed, state);
    if (!command.unchanged()) {
      command.copyPositions(proposed);
      offPlan = true;
    }
    motion = gate.motion();
    latched = gate.latched();
    port.send(command);
    return command;
  }

  /** Brakes and stays stopped: an operator's stop, from any thread. */
  public void stop() {
    stopWanted = true;
  }

  /** Returns how far a stop has come, by measurement. */
  public Motion motion() {
    return motion;
  }

  /** Returns true when only {@link #reset} lets the robot move again. */
  public boolean latched() {
    return latched;
  }

  /** Returns what the gate did in the cycles. */
  public InterventionCounts cycles() {
    return gate.interventions(0);
  }

  /** Returns what the gate did to the actions. */
  public InterventionCounts actions() {
    return actions.interventions(0);
  }

  @Override
  public void close() {
    port.close();
  }
}
