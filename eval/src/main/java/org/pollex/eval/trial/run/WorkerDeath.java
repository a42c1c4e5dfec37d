package org.pollex.eval.trial.run;

import java.util.regex.Pattern;

/** Tells from an error how a worker of the simulation server ended. */
final class WorkerDeath {
  /**
   * How the server words it that a worker ended by itself: an exit code, or SIGILL, SIGABRT,
   * SIGBUS, SIGFPE or SIGSEGV, or that it hung. Any other signal came from outside.
   */
  private static final Pattern BY_ITSELF =
      Pattern.compile("ended with status (-4|-6|-7|-8|-11|\\d+)\\b|did not answer in time");

  private WorkerDeath() {}

  /** Returns true when an error tells that a worker ended by itself. */
  static boolean byItself(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each.getMessage() != null && BY_ITSELF.matcher(each.getMessage()).find()) {
        return true;
      }
    }
    return false;
  }
}
