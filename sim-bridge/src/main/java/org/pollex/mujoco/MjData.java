package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;

/**
 * The state of one world ({@code mjData}) of a {@link MjModel}, and everything MuJoCo computes from
 * it. Arrays are MuJoCo's own memory.
 *
 * <p>One thread at a time may use it. Misuse (closed, in use by another thread, lost to a fatal
 * error) is an {@link IllegalStateException}. Steps on an {@link MjThread} allocate nothing.
 */
public final class MjData implements AutoCloseable {
  private final MjModel model;
  private final Arena arena;
  private final MemorySegment memory;
  private final Layout.Struct layout;
  private final NamedArrays arrays;

  private final DoubleArray qpos;
  private final DoubleArray qvel;
  private final DoubleArray ctrl;
  private final DoubleArray mocapPos;
  private final DoubleArray mocapQuat;
  private final DoubleArray xpos;
  private final DoubleArray xquat;
  private final DoubleArray geomXpos;
  private final DoubleArray geomXmat;
  private final DoubleArray siteXpos;
  private final DoubleArray sensordata;

  private final long timeOffset;
  private final MjHealth health;
  private final MjContacts contacts;
  private final MemorySegment state;

  /** The thread inside MuJoCo with this world; it stays here when it never comes back. */
  private Thread inside;

  private MjData(MjModel model, Arena arena, MemorySegment memory) {
    this.model = model;
    this.arena = arena;
    this.memory = memory;
    this.layout = Library.get().struct("mjData");
    this.arrays = new NamedArrays(layout, memory, arena, model.struct());
    this.qpos = doubles("qpos");
    this.qvel = doubles("qvel");
    this.ctrl = doubles("ctrl");
    this.mocapPos = doubles("mocap_pos");
    this.mocapQuat = doubles("mocap_quat");
    this.xpos = doubles("xpos");
    this.xquat = doubles("xquat");
    this.geomXpos = doubles("geom_xpos");
    this.geomXmat = doubles("geom_xmat");
    this.siteXpos = doubles("site_xpos");
    this.sensordata = doubles("sensordata");
    this.timeOffset = layout.offset("time");
    this.health = new MjHealth(layout, memory);
    this.contacts = new MjContacts(this);
    this.state = arena.allocate(8L * stateSize(MjState.INTEGRATION), 64);
  }

  static MjData of(MjModel model) {
    return Guarded.call(
        () -> {
          MemorySegment data =
              (MemorySegment)
                  Native.call("mj_makeData", ADDRESS, new MemoryLayout[] {ADDRESS}, model.memory());
          if (data.address() == 0) {
            throw new RunFailedException(
                "MuJoCo could not allocate a world", "Fewer worlds, or a smaller <size memory>.");
          }
          Arena arena = Foreign.arena();
          long bytes = Library.get().struct("mjData").bytes();
          return new MjData(model, arena, Foreign.owned(data, bytes, arena, MjData::delete));
        });
  }

  private static void delete(MemorySegment data) {
    Guarded.run(() -> Native.call("mj_deleteData", null, new MemoryLayout[] {ADDRESS}, data));
  }

  /** Returns the model. */
  public MjModel model() {
    return model;
  }

  /** Advances by one time step ({@code mj_step}). */
  public void step() {
    call(Native.STEP);
  }

  /** Advances by several time steps with the same controls. */
  public void step(int steps) {
    if (Guarded.here()) {
      for (int i = 0; i < steps; i++) {
        call(Native.STEP);
      }
    } else {
      Guarded.run(() -> step(steps));
    }
  }

  /** Computes everything from the state, without advancing ({@code mj_forward}). */
  public void forward() {
    call(Native.FORWARD);
  }

  /** Computes positions from {@code qpos} only ({@code mj_kinematics}). */
  public void kinematics() {
    call(Native.KINEMATICS);
  }

  /** Computes centres of mass, after {@link #kinematics} ({@code mj_comPos}). */
  public void comPos() {
    call(Native.COM_POS);
  }

  /** Computes poses of cameras and lights, after {@link #comPos} ({@code mj_camlight}). */
  public void camLight() {
    call(Native.CAM_LIGHT);
  }

  /** Computes accelerations and interaction forces of bodies ({@code mj_rnePostConstraint}). */
  public void rnePostConstraint() {
    call(Native.RNE_POST_CONSTRAINT);
  }

  /**
   * Inverse dynamics ({@code mj_inverse}): the forces {@code qfrc_inverse} that give {@code qacc}.
   */
  public void inverse() {
    call(Native.INVERSE);
  }

  /** Back to the model's initial state ({@code mj_resetData}). */
  public void reset() {
    call(Native.RESET_DATA);
  }

  /** Back to the state of a key frame of the model. */
  public void resetToKeyframe(int key) {
    int keys = model.count(MjObject.KEY);
    if (key < 0 || key >= keys) {
      throw new BadInputException(
          "key frame " + key + " was asked for", "The model has " + keys + ", counted from 0.");
    }
    guarded(() -> Native.resetKeyframe(model.memory(), memory, key));
  }

  /** Returns the number of doubles of these parts of the state. */
  public int stateSize(MjState parts) {
    return (int)
        Native.call(
            "mj_stateSize",
            JAVA_INT,
            new MemoryLayout[] {ADDRESS, JAVA_INT},
            model.memory(),
            parts.code());
  }

  /** Returns the whole state; putting it back continues bit for bit. */
  public double[] saveState() {
    double[] saved = new double[(int) (state.byteSize() / 8)];
    saveState(saved);
    return saved;
  }

  /** Writes the whole state into an array of {@code stateSize(INTEGRATION)} doubles. */
  public void saveState(double[] target) {
    checkState(target.length);
    enter();
    try {
      Native.getState(model.memory(), memory, state, MjState.INTEGRATION.code());
      MemorySegment.copy(state, JAVA_DOUBLE, 0, target, 0, target.length);
    } finally {
      leave();
    }
  }

  /**
   * Puts the whole state back. Call {@link #forward} only when the derived quantities are needed
   * before the next step: it changes the warm start, and with it the last bits of what follows.
   */
  public void restoreState(double[] saved) {
    checkState(saved.length);
    enter();
    try {
      MemorySegment.copy(saved, 0, state, JAVA_DOUBLE, 0, saved.length);
      Native.setState(model.memory(), memory, state, MjState.INTEGRATION.code());
    } finally {
      leave();
    }
  }

  private void checkState(int length) {
    if (8L * length != state.byteSize()) {
      throw new BadInputException(
          "a state of " + length + " numbers was given",
          "A whole state of this model has " + state.byteSize() / 8 + ".");
    }
  }

  /** Returns an array of doubles by its C name, for example {@code qfrc_inverse}. */
  public DoubleArray doubles(String name) {
    return arrays.doubles(name);
  }

  /** Returns an array of 32-bit integers by its C name. */
  public IntArray ints(String name) {
    return arrays.ints(name);
  }

  /** Returns the position coordinates [nq]. */
  public DoubleArray qpos() {
    return qpos;
  }

  /** Returns the velocities [nv]. */
  public DoubleArray qvel() {
    return qvel;
  }

  /** Returns the controls [nu]. */
  public DoubleArray ctrl() {
    return ctrl;
  }

  /** Returns the positions of mocap bodies [nmocap, 3], metres. */
  public DoubleArray mocapPos() {
    return mocapPos;
  }

  /** Returns the orientations of mocap bodies [nmocap, 4], wxyz. */
  public DoubleArray mocapQuat() {
    return mocapQuat;
  }

  /** Returns the positions of bodies [nbody, 3], world frame, metres. */
  public DoubleArray xpos() {
    return xpos;
  }

  /** Returns the orientations of bodies [nbody, 4], wxyz. */
  public DoubleArray xquat() {
    return xquat;
  }

  /** Returns the positions of geoms [ngeom, 3], world frame, metres. */
  public DoubleArray geomXpos() {
    return geomXpos;
  }

  /** Returns the orientations of geoms [ngeom, 9], row-major. */
  public DoubleArray geomXmat() {
    return geomXmat;
  }

  /** Returns the positions of sites [nsite, 3], world frame, metres. */
  public DoubleArray siteXpos() {
    return siteXpos;
  }

  /** Returns the sensors' readings [nsensordata]. */
  public DoubleArray sensordata() {
    return sensordata;
  }

  /** Returns the contacts of the last step or forward. */
  public MjContacts contacts() {
    return contacts;
  }

  /** Returns the simulated time, seconds. */
  public double time() {
    return memory.get(JAVA_DOUBLE, timeOffset);
  }

  /** Sets the simulated time, seconds. */
  public void setTime(double seconds) {
    memory.set(JAVA_DOUBLE, timeOffset, seconds);
  }

  /** Switches an equality constraint on or off. */
  public void setEqualityActive(int equality, boolean active) {
    arrays.memory("eq_active").set(JAVA_BYTE, equality, (byte) (active ? 1 : 0));
  }

  /** Returns what MuJoCo noticed about this world. */
  public MjHealth health() {
    return health;
  }

  /** Returns true until the world is closed. */
  public boolean isOpen() {
    return arena.scope().isAlive();
  }

  /** Returns true when a fatal error took this world; it cannot be used again. */
  public boolean isLost() {
    Thread thread = inside;
    return thread instanceof MjThread lost && lost.isLost();
  }

  /** Frees the world; does nothing to one that is lost, whose memory a parked thread still uses. */
  @Override
  public void close() {
    if (isLost()) {
      model.lose();
      return;
    }
    if (isOpen()) {
      arena.close();
    }
  }

  NamedArrays arrays() {
    return arrays;
  }

  MemorySegment memory() {
    return memory;
  }

  /** Runs one of MuJoCo's functions on this world. */
  private void call(Native.OnData function) {
    if (Guarded.here()) {
      enter();
      try {
        if (function != Native.RESET_DATA && health.crowded()) {
          throw health.tooCrowded();
        }
        function.call(model.memory(), memory);
      } finally {
        leave();
      }
    } else {
      Guarded.run(() -> call(function));
    }
  }

  /** Runs a call that has checked its arguments. */
  void guarded(Runnable body) {
    Guarded.run(
        () -> {
          enter();
          try {
            body.run();
          } finally {
            leave();
          }
        });
  }

  private void enter() {
    if (inside != null || !isOpen() || !model.isOpen()) {
      throw unusable();
    }
    inside = Thread.currentThread();
  }

  /** A call that was lost to a fatal error never comes here, and its world stays marked. */
  private void leave() {
    inside = null;
  }

  private IllegalStateException unusable() {
    if (!isOpen()) {
      return new IllegalStateException("this world is closed");
    }
    if (!model.isOpen()) {
      return new IllegalStateException("this world's model is closed");
    }
    return new IllegalStateException(
        isLost()
            ? "this world was lost to a fatal error of MuJoCo; make a new one"
            : "this world is in use by another thread");
  }
}
