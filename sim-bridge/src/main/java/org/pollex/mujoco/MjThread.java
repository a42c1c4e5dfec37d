package org.pollex.mujoco;

/**
 * A thread that may be lost to a fatal error of MuJoCo, and whose owner notices and replaces it.
 *
 * <p>On such a thread the methods of this package call MuJoCo directly. On any other thread they
 * hand the call over to one ({@link Guarded}), which costs some microseconds. Code that makes many
 * calls therefore runs inside {@link MuJoCo#call} or on the threads of a {@code
 * org.pollex.mujoco.worlds.StepThreads}.
 */
public abstract class MjThread extends Thread {
  private volatile boolean lost;

  /** Creates a daemon thread: a lost one must not keep the process alive. */
  protected MjThread(String name) {
    super(null, null, name, 0, false);
    setDaemon(true);
  }

  /** Returns true when a fatal error parked this thread for ever. */
  public final boolean isLost() {
    return lost;
  }

  final void lose(String message) {
    lost = true;
    onFatalError(message);
  }

  /**
   * Called on this thread, from inside MuJoCo, when a fatal error fired; the thread parks for ever
   * as soon as this returns. Must wake whoever waits for this thread, and must not call MuJoCo.
   */
  protected abstract void onFatalError(String message);
}
