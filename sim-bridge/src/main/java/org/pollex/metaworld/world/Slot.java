package org.pollex.metaworld.world;

import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.expert.ScriptedExpert;
import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Vec3;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjState;
import org.pollex.mujoco.MjWarning;

/** One environment and what can be read from it: the sources of the streams. */
final class Slot implements AutoCloseable {
  final MetaworldEnv env;
  final Scenery scenery;
  final double[] state39 = new double[MetaworldEnv.OBSERVATION];
  final int[] armAddresses = new int[7];
  final Frame hand;
  final Frame leftTip;
  final Frame rightTip;
  final int movedBody;
  final int fixtureBody;
  final double[] integrationState;

  private final ScriptedExpert expert;
  private final double[] seen = new double[MetaworldEnv.OBSERVATION];
  private final boolean goalHidden;
  private CloudCamera camera;

  /** Whether the slot waits for a reset. */
  boolean over = true;

  Slot(TaskSpec task, MjModel shared, NativeOptions options) {
    env = new MetaworldEnv(task, shared, options.reward(), options.goalHidden());
    goalHidden = options.goalHidden();
    scenery = Scenery.of(task.id());
    expert = ScriptedExpert.of(task.id());
    MjModel model = env.scene().model();
    hand = env.scene().body("hand");
    leftTip = env.scene().site("leftEndEffector");
    rightTip = env.scene().site("rightEndEffector");
    for (int i = 0; i < armAddresses.length; i++) {
      armAddresses[i] = model.qposAddress("right_j" + i);
    }
    movedBody = scenery.movedBody(model);
    fixtureBody = scenery.fixture().isEmpty() ? -1 : env.scene().body(scenery.fixture()).id();
    integrationState = new double[data().stateSize(MjState.INTEGRATION)];
  }

  MjData data() {
    return env.scene().data();
  }

  void begin(double[] randVec) {
    over = true;
    env.reset(randVec, state39);
    over = false;
  }

  double step(float[] action) {
    return env.step(action, 0, state39);
  }

  /** What MuJoCo has warned of since the reset, or null. */
  String warning() {
    for (MjWarning kind : MjWarning.values()) {
      if (data().health().warnings(kind) > 0) {
        return "MuJoCo: " + kind;
      }
    }
    return null;
  }

  /** What the scripted expert would do; it always sees the goal. */
  float[] expertAction() {
    System.arraycopy(state39, 0, seen, 0, seen.length);
    if (goalHidden) {
      Vec3 goal = env.goal();
      TaskSpec spec = env.spec();
      seen[36] = goal.x;
      seen[37] = goal.y;
      seen[38] = goal.z;
      for (int i = 0; i < 3 && env.steps() > 0; i++) {
        seen[36 + i] = Math.clamp(seen[36 + i], spec.goalLow()[i], spec.goalHigh()[i]);
      }
    }
    return expert.act(seen);
  }

  /** The point cloud that an episode begins with; brings the kinematics up to date. */
  CloudCamera.Seen look(int rows) {
    if (camera == null) {
      camera = new CloudCamera(env.scene().model(), data(), scenery);
    }
    data().kinematics();
    return camera.look(rows);
  }

  @Override
  public void close() {
    env.close();
  }
}
