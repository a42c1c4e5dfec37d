package org.pollex.hardware.safety;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.profile.RobotProfile.OnViolation;
import org.pollex.hardware.profile.RobotProfiles;

class JointGateTest {
  private static final long SEED = 20261125;
  private static final double MARGIN = 0.005;

  static List<String> robots() {
    return RobotProfiles.NAMES;
  }

  private static RobotProfile with(RobotProfile p, OnViolation reaction) {
    RobotProfile.Control c = p.control();
    return new RobotProfile(
        p.name(),
        p.title(),
        p.source(),
        p.date(),
        p.base(),
        p.tool(),
        p.model(),
        p.joints(),
        p.capsules(),
        p.ignoredPairs(),
        new RobotProfile.Control(
            c.interfaceName(),
            c.command(),
            c.state(),
            c.rateHz(),
            reaction,
            c.stopMode(),
            c.note()),
        p.home(),
        p.stop(),
        p.watchdog(),
        p.grippers(),
        p.skillblenderOrder());
  }

  /** A robot that does what it is told, and its gate. */
  private static final class Rig {
    final RobotProfile profile;
    final JointGate gate;
    final JointState state;
    final double[] out;
    final double dt;
    final long period;
    long now = 1_000_000_000L;

    Rig(String robot, OnViolation reaction, Workspace workspace) {
      profile = with(RobotProfiles.of(robot), reaction);
      gate =
          SafetyGate.forRobot(profile, new GateSettings(workspace, 0, 0.1), InterventionLog.NONE);
      state = new JointState(profile.joints().size());
      out = profile.home().stream().mapToDouble(Double::doubleValue).toArray();
      dt = 1 / profile.control().rateHz();
      period = Math.round(dt * 1e9);
      System.arraycopy(out, 0, state.position, 0, out.length);
      state.nanos = now;
      gate.start(state);
    }

    boolean step(double[] proposed) {
      return step(proposed, now + period, true);
    }

    boolean step(double[] proposed, long commandNanos, boolean alive) {
      now += period;
      ApprovedCommand command = gate.approve(now, Math.min(now, commandNanos), proposed, state);
      command.copyPositions(out);
      if (alive) {
        for (int i = 0; i < out.length; i++) {
          state.velocity[i] = (out[i] - state.position[i]) / dt;
          state.position[i] = out[i];
        }
        state.nanos = now;
      }
      return command.unchanged();
    }
  }

  @ParameterizedTest
  @MethodSource("robots")
  void nothingEscapes(String robot) {
    hunt(robot, 4_000);
  }

  /** More, in {@code -Plong}; 10⁸ in all with {@code -Dpollex.gate.commands=9200000}. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("robots")
  void nothingEscapesInManyCommands(String robot) {
    hunt(robot, Long.getLong("pollex.gate.commands", 100_000L));
  }

  private static void hunt(String robot, long commands) {
    SplittableRandom random = new SplittableRandom(SEED);
    EscapeChecker checker = new EscapeChecker(robot);
    long done = 0;
    long refused = 0;
    while (done < commands) {
      OnViolation reaction = OnViolation.values()[random.nextInt(3)];
      Rig rig = new Rig(robot, reaction, Workspace.UNLIMITED);
      checker.start(rig.out);
      Proposer proposer = new Proposer(rig.profile, random);
      for (int k = 0; k < 500; k++, done++) {
        double[] proposed = proposer.next(rig.out);
        boolean passed = rig.step(proposed);
        refused += passed ? 0 : 1;
        if (passed) {
          assertArrayEquals(proposed, rig.out);
        }
        String where = robot + " " + reaction + " command " + k + " seed " + SEED;
        assertNull(checker.judge(rig.out), where);
        if (k % 50 == 0) {
          assertTrue(checker.gap(rig.out) > -1e-9, where + " gap " + checker.gap(rig.out));
        }
        if (rig.gate.latched() && rig.gate.motion() == Motion.STOPPED) {
          rig.gate.reset(rig.state);
          checker.start(rig.out);
        }
      }
    }
    assertTrue(refused > commands / 20, refused + " refused of " + done);
  }

  @ParameterizedTest
  @MethodSource("robots")
  void legalStreamsPassBitUnchanged(String robot) {
    Rig rig = new Rig(robot, OnViolation.STOP, Workspace.UNLIMITED);
    double[] start = rig.out.clone();
    int n = start.length;
    for (int k = 1; k <= 2000; k++) {
      double[] proposed = start.clone();
      double w = 4;
      double t = k * rig.dt;
      for (int i = 0; i < n; i++) {
        RobotProfile.JointLimits limits = rig.profile.joints().get(i);
        double size =
            Math.min(
                Math.min(0.2 * limits.velocity() / w, 0.2 * limits.acceleration() / w / w),
                Math.min(0.2 * limits.jerk() / w / w / w, 0.002));
        double sign = limits.upper() - start[i] > 0.1 ? 1 : -1;
        proposed[i] += sign * size * (w * t - Math.sin(w * t)) * (t < Math.PI / w ? 1 : 0);
        if (t >= Math.PI / w) {
          // Back again, with the velocity it has there, to where it came from.
          double back = Math.min(2 * Math.PI, w * t);
          proposed[i] = start[i] + sign * size * (back - Math.sin(back));
        }
      }
      assertTrue(rig.step(proposed), robot + " step " + k + " " + rig.gate.interventions(0));
      assertArrayEquals(proposed, rig.out);
    }
    assertEquals(0, rig.gate.changes());
  }

  @Test
  void aStopIsLatchedUntilItIsMeasuredAndReset() {
    Rig rig = new Rig("panda", OnViolation.STOP, Workspace.UNLIMITED);
    double[] far = rig.out.clone();
    far[0] += 0.5;
    assertTrue(!rig.step(far));
    assertTrue(rig.gate.latched());
    rig.gate.stop(rig.now);
    double[] here = rig.out.clone();
    for (int k = 0; k < 10; k++) {
      assertTrue(!rig.step(here));
    }
    assertEquals(Motion.STOPPED, rig.gate.motion());
    rig.gate.reset(rig.state);
    assertTrue(rig.step(rig.out.clone()));
  }

  @Test
  void silentCommandsBrakeAndWithoutStateTheStopIsNotConfirmed() {
    Rig rig = new Rig("panda", OnViolation.HOLD, Workspace.UNLIMITED);
    double[] proposed = rig.out.clone();
    for (int k = 1; k <= 50; k++) {
      proposed[6] -= 1e-6 * k;
      assertTrue(rig.step(proposed), rig.gate.interventions(0).toString());
    }
    long last = rig.now;
    int cycles = 0;
    while (rig.step(proposed, last, true) || cycles < 250) {
      cycles++;
    }
    assertTrue(rig.now - last <= 250_000_000L + 3 * rig.period);
    long stale = rig.now;
    while (rig.now - stale < 700_000_000L) {
      rig.step(proposed, last, false);
    }
    assertTrue(rig.gate.interventions(0).byRule().containsKey(Rule.STALE_STATE));
    assertEquals(Motion.STOP_NOT_CONFIRMED, rig.gate.motion());
    assertThrows(BadInputException.class, () -> rig.gate.reset(rig.state));
  }

  @Test
  void everyFaultHasItsRule() {
    assertEquals(Rule.UNITS, first(rig -> rig.out[0] = 90));
    assertEquals(Rule.NOT_FINITE, first(rig -> rig.out[0] = Double.NaN));
    assertEquals(Rule.NOT_FINITE, first(rig -> rig.state.position[1] = Double.NaN));
    assertEquals(Rule.TRACKING, first(rig -> rig.state.position[1] += 0.2));
    assertEquals(Rule.TORQUE, first(rig -> rig.state.effort[1] = 100));
    assertEquals(Rule.TIME_JUMP, first(rig -> rig.now -= 5_000_000));
    assertEquals(Rule.TIME_JUMP, first(rig -> rig.now += 500_000_000));
    assertEquals(Rule.STALE_STATE, first(rig -> rig.state.nanos -= 200_000_000));
    assertEquals(Rule.POSITION, first(rig -> rig.out[3] = 0.5));
    assertEquals(Rule.VELOCITY, first(rig -> rig.out[0] += 0.05));
    assertEquals(Rule.ACCELERATION, first(rig -> rig.out[0] += 0.002));
  }

  private static Rule first(java.util.function.Consumer<Rig> fault) {
    Rig rig = new Rig("panda", OnViolation.HOLD, Workspace.UNLIMITED);
    fault.accept(rig);
    double[] proposed = rig.out.clone();
    rig.step(proposed);
    return rig.gate.interventions(0).byRule().keySet().iterator().next();
  }

  @Test
  void theToolStaysAboveAPlaneAndInItsCone() {
    RobotProfile panda = RobotProfiles.of("panda");
    double[] home = panda.home().stream().mapToDouble(Double::doubleValue).toArray();
    double z = panda.chain().forward(home).position().z();
    Workspace above =
        new Workspace(
            List.of(new Workspace.Plane(new Vec3(0, 0, 1), z - 0.01)),
            Optional.of(new Workspace.Cone(new Vec3(0, 0, -1), 0.3)));
    Rig rig = new Rig("panda", OnViolation.CLAMP, above);
    for (int k = 0; k < 3000; k++) {
      double[] proposed = rig.out.clone();
      proposed[1] += 1e-3;
      rig.step(proposed);
      assertTrue(panda.chain().forward(rig.out).position().z() >= z - 0.01 - 1e-6, "step " + k);
    }
    assertTrue(rig.gate.interventions(0).byRule().containsKey(Rule.WORKSPACE));
  }

  @Test
  void judgingAllocatesNothingAndIsQuick() {
    Rig rig = new Rig("panda", OnViolation.CLAMP, Workspace.UNLIMITED);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] proposed = rig.out.clone();
    long[] nanos = new long[20_000];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    for (int round = 0; round < 3; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int k = 0; k < nanos.length; k++) {
        for (int i = 0; i < proposed.length; i++) {
          proposed[i] = rig.out[i] + random.nextDouble(-0.01, 0.01);
        }
        long start = System.nanoTime();
        rig.step(proposed);
        nanos[k] = System.nanoTime() - start;
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "gate: median %.1f us, 99.9 %% %.1f us, largest %.1f us%n",
        nanos[10_000] / 1e3, nanos[19_980] / 1e3, nanos[19_999] / 1e3);
    assertTrue(bytes < 4096, bytes + " bytes in 20000 commands");
  }
}
