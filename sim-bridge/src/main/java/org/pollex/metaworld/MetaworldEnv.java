package org.pollex.metaworld;

import org.pollex.metaworld.scene.Frame;
import org.pollex.metaworld.scene.Vec3;
import org.pollex.metaworld.scene.WorldScene;
import org.pollex.metaworld.task.Info;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.Task;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.mujoco.DoubleArray;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;

/**
 * One task in one world: Meta-World's {@code reset} and {@code step}, bit by bit.
 *
 * <p>{@code reset} runs the package's reset twice, as the package itself does: the edits that the
 * first pass makes to the model shape the second. What the first pass does to the world is undone
 * before the second, so its 50 steps of hand motion are left out.
 *
 * <p>For one thread at a time; on an {@link org.pollex.mujoco.MjThread} nothing is allocated.
 */
public final class MetaworldEnv implements AutoCloseable {
  /** Numbers in an observation. */
  public static final int OBSERVATION = 39;

  /** Numbers in an action: dx, dy, dz, gripper. */
  public static final int ACTION = 4;

  /** Control steps in an episode. */
  public static final int HORIZON = 500;

  /** Physics steps in a control step of 12.5 ms. */
  public static final int FRAME_SKIP = 5;

  private static final int FRAME = 18;
  private static final int HAND_STEPS = 50;
  private static final float SCALE = 0.01f;
  private static final double[] HAND_LOW = {-0.525, 0.348, -0.0525, -1};
  private static final double[] HAND_HIGH = {0.525, 1.025, 0.7, 1};

  private final TaskSpec spec;
  private final RewardVersion version;
  private final boolean goalHidden;
  private final WorldScene scene;
  private final MjData data;
  private final Task task;
  private final Info info = new Info();
  private final Frame hand;
  private final Frame rightClaw;
  private final Frame leftClaw;
  private final double[] previous = new double[FRAME];
  private final double[] current = new double[FRAME];
  private final double[] randVec;
  private int steps = HORIZON;

  /**
   * Makes the task's world; it wants a {@link #reset} first.
   *
   * @param spec the task
   * @param model the task's scene, see {@link SceneModels}
   * @param version which reward, and with it which success
   * @param goalHidden whether the observation shows zeros for the goal, as in the ML benchmarks
   */
  public MetaworldEnv(TaskSpec spec, MjModel model, RewardVersion version, boolean goalHidden) {
    this.spec = spec;
    this.version = version;
    this.goalHidden = goalHidden;
    scene = new WorldScene(model);
    data = scene.data();
    task = spec.make().apply(scene);
    hand = scene.body("hand");
    rightClaw = scene.body("rightclaw");
    leftClaw = scene.body("leftclaw");
    randVec = new double[spec.randLow().length];
  }

  /**
   * Begins an episode.
   *
   * @param randVec the initial condition [3 or 6]; must be {@link TaskSpec#separated}
   * @param observation receives the first observation [39], not clipped
   */
  public void reset(double[] randVec, double[] observation) {
    System.arraycopy(randVec, 0, this.randVec, 0, this.randVec.length);
    task.begin(randVec);
    data.reset();
    driveHandHome();
    task.begin(randVec);
    see();
    System.arraycopy(current, 0, previous, 0, FRAME);
    stack(observation);
    info.clear();
    steps = 0;
  }

  /**
   * Advances one control step.
   *
   * @param actions float32 numbers; four are read from {@code offset} on. Steps are clipped to [-1,
   *     1]; the gripper number is not, but MuJoCo limits its effect
   * @param observation receives the observation [39], clipped to the observation space
   * @return the reward
   * @throws IllegalStateException after the last step of an episode
   */
  public double step(float[] actions, int offset, double[] observation) {
    if (steps >= HORIZON) {
      throw new IllegalStateException("the episode is over, reset it first");
    }
    DoubleArray mocap = data.mocapPos();
    for (int i = 0; i < 3; i++) {
      float delta = Math.clamp(actions[offset + i], -1f, 1f) * SCALE;
      mocap.set(i, Math.clamp(mocap.get(i) + delta, spec.commandLow()[i], spec.commandHigh()[i]));
    }
    float gripper = actions[offset + 3];
    drive(gripper);
    steps++;
    data.forward();
    see();
    stack(observation);
    clip(observation);
    System.arraycopy(current, 0, previous, 0, FRAME);
    task.score(version, observation, gripper, info);
    return info.reward();
  }

  private void driveHandHome() {
    Vec3 home = spec.handStart();
    for (int i = 0; i < HAND_STEPS; i++) {
      data.mocapPos().set3(0, home.x, home.y, home.z);
      drive(-1);
    }
  }

  /** The orientation of the command is the same at every step; the fingers mirror each other. */
  private void drive(float gripper) {
    data.mocapQuat().set4(0, 1, 0, 1, 0);
    data.ctrl().set(0, gripper);
    data.ctrl().set(1, -gripper);
    data.step(FRAME_SKIP);
  }

  private void see() {
    double apart =
        Vec3.norm(
            rightClaw.x() - leftClaw.x(),
            rightClaw.y() - leftClaw.y(),
            rightClaw.z() - leftClaw.z());
    task.see(hand, Math.clamp(apart / 0.1, 0.0, 1.0), current);
  }

  /** The present frame, the one before, the goal. */
  private void stack(double[] observation) {
    System.arraycopy(current, 0, observation, 0, FRAME);
    System.arraycopy(previous, 0, observation, FRAME, FRAME);
    Vec3 goal = task.goal();
    observation[36] = goalHidden ? 0 : goal.x;
    observation[37] = goalHidden ? 0 : goal.y;
    observation[38] = goalHidden ? 0 : goal.z;
  }

  private void clip(double[] observation) {
    for (int i = 0; i < 4; i++) {
      observation[i] = Math.clamp(observation[i], HAND_LOW[i], HAND_HIGH[i]);
      observation[FRAME + i] = Math.clamp(observation[FRAME + i], HAND_LOW[i], HAND_HIGH[i]);
    }
    for (int i = 0; i < 3 && !goalHidden; i++) {
      observation[36 + i] = Math.clamp(observation[36 + i], spec.goalLow()[i], spec.goalHigh()[i]);
    }
  }

  /**
   * Everything that the rest of an episode depends on.
   *
   * @param randVec the initial condition
   * @param steps control steps since the reset
   * @param memory what the task remembers, see {@link Task#memory}
   * @param previous the frame that the next observation stacks [18]
   * @param state MuJoCo's integration state
   */
  public record Snapshot(
      double[] randVec, int steps, double memory, double[] previous, double[] state) {}

  /** Returns the present state. */
  public Snapshot save() {
    return new Snapshot(randVec.clone(), steps, task.memory(), previous.clone(), data.saveState());
  }

  /**
   * Continues from a saved state, bit by bit. Begins the same episode first, which recreates what
   * follows from its initial condition; calls no forward pass afterwards, which would disturb the
   * solver's warm start.
   */
  public void restore(Snapshot saved) {
    reset(saved.randVec(), new double[OBSERVATION]);
    data.restoreState(saved.state());
    System.arraycopy(saved.previous(), 0, previous, 0, FRAME);
    task.remember(saved.memory());
    steps = saved.steps();
  }

  /** Returns the frame that the next observation stacks [18]; not to be written to. */
  public double[] previousFrame() {
    return previous;
  }

  /** Returns the task's description. */
  public TaskSpec spec() {
    return spec;
  }

  /** Returns what the last step reported; all zero after a reset. */
  public Info info() {
    return info;
  }

  /** Returns the control steps since the reset. */
  public int steps() {
    return steps;
  }

  /** Returns the goal, hidden or not. */
  public Vec3 goal() {
    return task.goal();
  }

  /** Returns the task's object in the world. */
  public Task task() {
    return task;
  }

  /** Returns the world. */
  public WorldScene scene() {
    return scene;
  }

  @Override
  public void close() {
    scene.close();
  }
}
