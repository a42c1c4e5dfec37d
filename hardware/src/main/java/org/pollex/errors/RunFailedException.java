package org.pollex.errors;

/** A failure while running: disk full, port taken, server gone; exit code 1. */
public final class RunFailedException extends PollexException {
  private static final long serialVersionUID = 1L;

  /** Creates the error from the problem and what to do about it. */
  public RunFailedException(String problem, String remedy) {
    this(problem, remedy, null);
  }

  /** Creates the error with the library's error that caused it. */
  public RunFailedException(String problem, String remedy, Throwable cause) {
    super(1, problem, remedy, cause);
  }
}
