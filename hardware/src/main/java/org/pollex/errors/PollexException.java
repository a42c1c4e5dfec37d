package org.pollex.errors;

/** An error that a person can act on; its message is printed as it is, without a stack trace. */
public abstract class PollexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * Creates the error.
   *
   * @param exitCode what the process answers when the error ends it
   * @param problem what was given or what happened, as a sentence without its full stop
   * @param remedy what is allowed and what to do next; may be empty
   * @param cause the library's error behind it, or null
   */
  protected PollexException(int exitCode, String problem, String remedy, Throwable cause) {
    super(remedy.isEmpty() ? problem : problem + "\n  " + remedy.replace("\n", "\n  "), cause);
    this.exitCode = exitCode;
  }

  /** Returns the exit code of a process that this error ends. */
  public final int exitCode() {
    return exitCode;
  }
}
