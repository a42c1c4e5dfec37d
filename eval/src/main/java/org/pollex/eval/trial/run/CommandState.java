package org.pollex.eval.trial.run;

/** How the command of the lab's own stack is that was started for a trial. */
public enum CommandState {
  /** It acts, or nothing was started. */
  RUNNING,
  /** It ended with status 0: it has done what it wanted. */
  DONE,
  /** It ended by itself with an error, or by a signal that only its own code can have raised. */
  DIED,
  /** Somebody else ended it: SIGINT, SIGKILL or SIGTERM, or it went with the process around it. */
  KILLED;

  /** Reads the exit code of a process; 128 plus the number of the signal that ended it. */
  static CommandState ofExit(int code) {
    return code == 0 ? DONE : ActingProcess.KILLED.contains(code) ? KILLED : DIED;
  }
}
