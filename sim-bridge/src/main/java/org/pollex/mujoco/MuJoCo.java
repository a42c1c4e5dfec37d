package org.pollex.mujoco;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.pollex.errors.MissingPrerequisiteException;

/** The MuJoCo library of this process as a whole. */
public final class MuJoCo {
  private MuJoCo() {}

  /**
   * Opens the library, or answers at once when it is open.
   *
   * @return its version, for example {@code 3.3.0}
   * @throws MissingPrerequisiteException when there is none, or one of another version
   */
  public static String require() {
    return Library.dotted(SelfCheck.require().layout().version());
  }

  /** Returns the library's file. */
  public static Path file() {
    return Library.get().file();
  }

  /**
   * Runs code that makes many calls of MuJoCo on one thread that may call it directly, and waits
   * for its end. Faster than handing over every call.
   *
   * @throws MjFatalException when MuJoCo stopped with a fatal error
   */
  public static <T> T call(Supplier<T> body) {
    return Guarded.call(body);
  }

  /** As {@link #call}, without a result. */
  public static void run(Runnable body) {
    Guarded.run(body);
  }

  /** Returns how many fatal errors fired in this process; each cost one thread and one world. */
  public static long fatalErrors() {
    return ErrorHandlers.fatalErrors();
  }

  /** Returns how many warnings MuJoCo gave in this process. */
  public static long warnings() {
    return ErrorHandlers.warnings();
  }
}
