package org.pollex.mujoco.robot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.kinematics.KinematicChain;
import org.pollex.hardware.profile.RobotProfile;
import org.pollex.hardware.profile.RobotProfiles;
import org.pollex.hardware.safety.ApprovedCommand;
import org.pollex.hardware.safety.GateSettings;
import org.pollex.hardware.safety.InterventionLog;
import org.pollex.hardware.safety.JointGate;
import org.pollex.hardware.safety.JointState;
import org.pollex.hardware.safety.Motion;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjObject;

class SimulatedRobotTest {
  static final List<String> ROBOTS = RobotProfiles.NAMES;

  @ParameterizedTest
  @FieldSource("ROBOTS")
  void theModelHasTheProfilesKinematics(String name) {
    RobotProfile profile = RobotProfiles.of(name);
    KinematicChain chain = profile.chain();
    int[] places = profile.places(chain);
    double[] q = new double[places.length];
    try (MjModel model = MjModel.parse(ProfileMjcf.of(profile));
        MjData data = model.newData()) {
      for (int i = 0; i < places.length; i++) {
        q[i] = profile.home().get(places[i]) + 0.1 * Math.sin(i);
        data.qpos().set(model.qposAddress(profile.joints().get(places[i]).name()), q[i]);
      }
      data.forward();
      int tool = model.id(MjObject.BODY, profile.tool());
      int base = model.id(MjObject.BODY, profile.base());
      Quaternion turn =
          new Quaternion(
              data.xquat().get(base, 0), data.xquat().get(base, 1),
              data.xquat().get(base, 2), data.xquat().get(base, 3));
      Vec3 seen = turn.conjugate().rotate(position(data, tool).minus(position(data, base)));
      assertEquals(0, chain.forward(q).position().distance(seen), 1e-9);
    }
  }

  private static Vec3 position(MjData data, int body) {
    return new Vec3(data.xpos().get(body, 0), data.xpos().get(body, 1), data.xpos().get(body, 2));
  }

  @ParameterizedTest
  @FieldSource("ROBOTS")
  void followsWhatTheGatePassesAndStopsInItsTime(String name) {
    RobotProfile profile = RobotProfiles.of(name);
    int n = profile.joints().size();
    List<String> told = new ArrayList<>();
    try (SimulatedRobot robot = new SimulatedRobot(profile)) {
      JointGate gate = SafetyGate.forRobot(profile, GateSettings.DEFAULT, log(told));
      JointState state = new JointState(n);
      robot.read(state);
      gate.start(state);
      double[] target = new double[n];
      long cycle = Math.round(1e9 / profile.control().rateHz());
      double worst = 0;
      for (int step = 0; robot.nanos() < 3_000_000_000L; step++) {
        double phase = robot.nanos() * 1e-9;
        for (int i = 0; i < n; i++) {
          target[i] = profile.home().get(i) + 0.05 * (1 - Math.cos(2 * phase)) / 2;
        }
        robot.advance(cycle);
        robot.read(state);
        ApprovedCommand command = gate.approve(robot.nanos(), robot.nanos(), target, state);
        robot.send(command);
        for (int i = 0; i < n; i++) {
          worst = Math.max(worst, Math.abs(state.position[i] - target[i]));
        }
      }
      assertEquals(Motion.FREE, gate.motion(), told::toString);
      assertTrue(worst < 0.02, "tracking error " + worst);

      long asked = robot.nanos();
      gate.stop(asked);
      boolean sinks = profile.control().stopMode() == RobotProfile.StopMode.DAMP;
      while (sinks ? robot.nanos() < asked + 1_000_000_000L : gate.motion() != Motion.STOPPED) {
        robot.advance(cycle);
        robot.read(state);
        ApprovedCommand command = gate.approve(robot.nanos(), robot.nanos(), target, state);
        robot.send(command);
        assertEquals(sinks, command.mode() == ApprovedCommand.Mode.DAMP);
        double waited = (robot.nanos() - asked) * 1e-9;
        assertTrue(
            sinks || waited < 1.2 * profile.watchdog().brakingSeconds(), name + " still moves");
      }
      for (double speed : state.velocity) {
        assertEquals(0, speed, 1, "a robot that sinks does so slowly");
      }
      assertTrue(gate.latched());
    }
  }

  private static InterventionLog log(List<String> told) {
    return (nanos, rule, joint, proposed, given) -> told.add(rule + " of joint " + joint);
  }

  @Test
  void aStuckJointIsNoticedAndStopsTheRobot() {
    RobotProfile profile = RobotProfiles.of("fr3");
    List<String> told = new ArrayList<>();
    try (SimulatedRobot robot = new SimulatedRobot(profile)) {
      JointGate gate = SafetyGate.forRobot(profile, GateSettings.DEFAULT, log(told));
      JointState state = new JointState(7);
      robot.read(state);
      gate.start(state);
      robot.physics().jam(3, true);
      double[] target = state.position.clone();
      for (int step = 0; step < 3000 && !gate.latched(); step++) {
        target[3] = profile.home().get(3) + 0.2 * (1 - Math.cos(robot.nanos() * 1e-9));
        robot.advance(1_000_000);
        robot.read(state);
        robot.send(gate.approve(robot.nanos(), robot.nanos(), target, state));
      }
      assertTrue(gate.latched(), "a joint that does not move was not noticed");
      assertFalse(told.isEmpty());
    }
  }
}
