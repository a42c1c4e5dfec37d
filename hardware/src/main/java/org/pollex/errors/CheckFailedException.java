package org.pollex.errors;

/** A check (verify, lint, conformance) that ran and said no; exit code 4. */
public final class CheckFailedException extends PollexException {
  private static final long serialVersionUID = 1L;

  /** Creates the error from the problem and what to do about it. */
  public CheckFailedException(String problem, String remedy) {
    this(problem, remedy, null);
  }

  /** Creates the error with the library's error that caused it. */
  public CheckFailedException(String problem, String remedy, Throwable cause) {
    super(4, problem, remedy, cause);
  }
}
