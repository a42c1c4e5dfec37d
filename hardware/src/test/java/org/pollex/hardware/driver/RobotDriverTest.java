package org.pollex.hardware.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.profile.RobotProfiles;
import org.pollex.hardware.safety.ApprovedCommand;
import org.pollex.hardware.safety.GateSettings;
import org.pollex.hardware.safety.InterventionLog;
import org.pollex.hardware.safety.Motion;
import org.pollex.hardware.safety.Rule;
import org.pollex.hardware.safety.UnsafeCommandException;
import org.pollex.hardware.safety.Workspace;
import org.pollex.hardware.world.ActionSpec;

class RobotDriverTest {
  private static final GateSettings SETTINGS = new GateSettings(Workspace.UNLIMITED, 0, 0.1);

  static List<String> arms() {
    return List.of("panda", "fr3", "ur5e", "ur10e", "gen3", "sawyer", "iiwa14", "xarm7");
  }

  private static ActionSpec spec(ActionSpec.Kind kind, double rate, List<String> names) {
    List<ActionSpec.Channel> channels = new ArrayList<>();
    for (String name : names) {
      boolean grip = name.equals("gripper");
      boolean delta = name.startsWith("d");
      channels.add(
          new ActionSpec.Channel(
              name, "m", delta ? 0.01 : 1, delta || grip ? -1 : -7, delta || grip ? 1 : 7));
    }
    return new ActionSpec(kind, "base", channels, rate);
  }

  private static ActionSpec deltas(double rate) {
    return spec(
        ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION, rate, List.of("dx", "dy", "dz", "gripper"));
  }

  private static final class Rig {
    final FollowingRobot robot;
    final RobotDriver driver;
    final ActionSpec spec;

    Rig(String name, ActionSpec spec) {
      robot = new FollowingRobot(RobotProfiles.of(name));
      driver = new RobotDriver(robot, spec, SETTINGS, InterventionLog.NONE);
      this.spec = spec;
      driver.start();
    }

    ApprovedCommand cycle() {
      robot.tick();
      return driver.cycle();
    }

    boolean act(float... action) {
      boolean followed = driver.command(action, robot.nanos());
      cycles(spec.controlPeriod());
      return followed;
    }

    void cycles(double seconds) {
      for (long end = robot.nanos() + (long) (seconds * 1e9); robot.nanos() < end; ) {
        cycle();
      }
    }

    Pose tool() {
      double[] q = new double[robot.profile().chain().size()];
      int[] places = robot.profile().places(robot.profile().chain());
      for (int i = 0; i < q.length; i++) {
        q[i] = robot.position(places[i]);
      }
      return robot.profile().chain().forward(q);
    }
  }

  @ParameterizedTest
  @MethodSource("arms")
  void theFirstCommandIsTheMeasuredPosture(String arm) {
    Rig rig = new Rig(arm, deltas(20));
    ApprovedCommand first = rig.cycle();
    for (int i = 0; i < first.joints(); i++) {
      assertEquals(rig.robot.profile().home().get(i), first.position(i));
    }
    assertEquals(ApprovedCommand.Mode.FOLLOW, first.mode());
    assertTrue(Double.isNaN(first.grip()));
  }

  @ParameterizedTest
  @MethodSource("arms")
  void aStreamOfToolTranslationsPassesUntouchedAndArrives(String arm) {
    for (double rate : new double[] {10, 50}) {
      Rig rig = new Rig(arm, deltas(rate));
      Pose start = rig.tool();
      int steps = (int) (2 * rate);
      for (int k = 0; k < steps; k++) {
        float along = (float) (0.5 * Math.sin(2 * Math.PI * k / steps));
        assertTrue(rig.act(along, -along / 2, -0.2F, 1), arm + " step " + k);
      }
      Pose wanted = new Pose(start.position().plus(0, 0, -0.002 * steps), start.rotation());
      for (int k = 0; k < rate; k++) {
        rig.act(0, 0, 0, 1);
      }
      assertEquals(0, rig.driver.cycles().total(), arm + " " + rig.driver.cycles());
      assertEquals(0, rig.tool().position().distance(wanted.position()), 2e-6, arm);
      assertEquals(0, rig.tool().rotation().angleTo(wanted.rotation()), 1e-5, arm);
      assertEquals(1, rig.robot.grip);
    }
  }

  @ParameterizedTest
  @MethodSource("arms")
  void posesAndTurnsArrive(String arm) {
    ActionSpec poses =
        spec(ActionSpec.Kind.END_EFFECTOR_POSE, 20, List.of("x", "y", "z", "qw", "qx", "qy", "qz"));
    Rig rig = new Rig(arm, poses);
    Pose p = rig.tool();
    for (int k = 0; k < 30; k++) {
      assertTrue(
          rig.act(
              (float) p.position().x(),
              (float) p.position().y(),
              (float) (p.position().z() - Math.min(k, 20) * 0.002),
              (float) p.rotation().w(),
              (float) p.rotation().x(),
              (float) p.rotation().y(),
              (float) p.rotation().z()));
    }
    assertEquals(0.04, p.position().z() - rig.tool().position().z(), 1e-5, arm);
    Rig turning =
        new Rig(
            arm,
            spec(
                ActionSpec.Kind.END_EFFECTOR_DELTA_POSE,
                20,
                List.of("dx", "dy", "dz", "drx", "dry", "drz")));
    for (int k = 0; k < 20; k++) {
      assertTrue(turning.act(0, 0, 0, 0, 0, k < 10 ? 1 : 0), arm + " turn " + k);
    }
    assertEquals(0.1, turning.tool().rotation().angleTo(p.rotation()), 1e-4, arm);
    assertEquals(0, turning.driver.cycles().total(), arm + " " + turning.driver.cycles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"panda", "ur5e", "g1", "h1", "h1-2"})
  void jointsGoWhereTheyAreSent(String name) {
    List<String> joints = RobotProfiles.of(name).jointNames();
    Rig rig = new Rig(name, spec(ActionSpec.Kind.JOINT_POSITION, 50, joints));
    float[] action = new float[joints.size()];
    for (int k = 0; k < 60; k++) {
      for (int i = 0; i < action.length; i++) {
        RobotProfile.JointLimits joint = rig.robot.profile().joints().get(i);
        double way = joint.upper() - rig.robot.profile().home().get(i) > 0.1 ? 0.002 : -0.002;
        action[i] = (float) (rig.robot.profile().home().get(i) + way * Math.min(k, 25));
      }
      assertTrue(rig.act(action));
    }
    assertEquals(action[0], rig.robot.position(0), 1e-9);
    assertEquals(0, rig.driver.cycles().total(), name + " " + rig.driver.cycles());
    Rig spinning = new Rig(name, spec(ActionSpec.Kind.JOINT_VELOCITY, 50, joints));
    float[] speeds = new float[joints.size()];
    speeds[0] = 0.1F;
    double before = spinning.robot.position(0);
    for (int k = 0; k < 50; k++) {
      spinning.act(speeds);
    }
    assertEquals(0.1, spinning.robot.position(0) - before, 0.01, name);
  }

  @ParameterizedTest
  @MethodSource("arms")
  void aSilentPolicyIsStoppedByTheDeadline(String arm) {
    Rig rig = new Rig(arm, deltas(20));
    for (int k = 0; k < 20; k++) {
      rig.act(0, 0, -0.8F, 0);
    }
    rig.driver.command(new float[] {0, 0, -0.8F, 0}, rig.robot.nanos());
    long last = rig.robot.nanos();
    while (rig.cycle().mode() == ApprovedCommand.Mode.FOLLOW) {
      assertTrue(rig.robot.nanos() - last < 2e9, arm);
    }
    RobotProfile.Watchdog watchdog = rig.robot.profile().watchdog();
    assertTrue(
        rig.robot.nanos() - last <= 1e9 * watchdog.commandSeconds() + 2 * rig.robot.period(), arm);
    rig.cycles(1.2 * watchdog.brakingSeconds());
    assertTrue(rig.robot.speed() < 0.01, arm);
    assertEquals(Motion.STOPPED, rig.driver.motion());
    assertTrue(rig.driver.latched());
    assertFalse(rig.driver.command(new float[4], rig.robot.nanos()));
    rig.driver.reset();
    assertTrue(rig.act(0, 0, 0.2F, 0), arm);
    assertEquals(Motion.FREE, rig.driver.motion());
  }

  @Test
  void aSilentOrStuckRobotIsStoppedAndTheStopIsNotTakenForDone() {
    Rig rig = new Rig("panda", deltas(20));
    rig.act(0, 0, -1, 0);
    rig.robot.silent = true;
    for (int k = 0; k < 30; k++) {
      rig.driver.command(new float[4], rig.robot.nanos());
      rig.cycles(0.05);
    }
    assertEquals(ApprovedCommand.Mode.STOP, rig.robot.mode);
    assertTrue(rig.driver.cycles().byRule().containsKey(Rule.STALE_STATE));
    assertEquals(Motion.STOP_NOT_CONFIRMED, rig.driver.motion());
    assertThrows(BadInputException.class, rig.driver::reset);
    Rig jammed = new Rig("panda", deltas(20));
    jammed.robot.stuck = true;
    for (int k = 0; k < 60 && !jammed.driver.latched(); k++) {
      jammed.act(0, 0, -1, 0);
    }
    assertTrue(jammed.driver.cycles().byRule().containsKey(Rule.TRACKING));
  }

  @Test
  void humanoidsAreDampedWhenTheyAreStopped() {
    Rig rig =
        new Rig(
            "g1", spec(ActionSpec.Kind.JOINT_POSITION, 50, RobotProfiles.of("g1").jointNames()));
    rig.cycle();
    rig.driver.stop();
    rig.cycle();
    assertEquals(ApprovedCommand.Mode.DAMP, rig.robot.mode);
    assertTrue(rig.driver.latched());
  }

  @Test
  void whatTheArmCannotDoIsNotFollowed() {
    Rig rig = new Rig("panda", deltas(20));
    double[] before = {rig.robot.position(0), rig.robot.position(3)};
    assertThrows(
        UnsafeCommandException.class,
        () -> rig.driver.command(new float[] {Float.NaN, 0, 0, 0}, rig.robot.nanos()));
    assertThrows(
        UnsafeCommandException.class,
        () -> rig.driver.command(new float[4], rig.robot.nanos() - 2_000_000_000L));
    boolean refused = false;
    for (int k = 0; k < 200 && !refused; k++) {
      refused = !rig.act(1, 0, 0.2F, 0);
    }
    assertTrue(refused);
    assertEquals(0, rig.driver.cycles().total(), rig.driver.cycles().toString());
    assertNotEquals(before[1], rig.robot.position(3));
  }

  @Test
  void actionsThatARobotDoesNotUnderstandAreRefusedByName() {
    RobotProfile panda = RobotProfiles.of("panda");
    assertThrows(
        BadInputException.class,
        () -> new ActionTarget(panda, spec(ActionSpec.Kind.OTHER, 20, List.of("dx"))));
    assertThrows(
        BadInputException.class,
        () ->
            new ActionTarget(
                panda, spec(ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION, 20, List.of("dx", "dy"))));
    ActionSpec elsewhere =
        new ActionSpec(
            ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION, "camera", deltas(20).channels(), 20);
    assertThrows(BadInputException.class, () -> new ActionTarget(panda, elsewhere));
  }
}
