package org.pollex.errors;

/** Something that this machine lacks (a JDK, Python, a library, a key); exit code 3. */
public final class MissingPrerequisiteException extends PollexException {
  private static final long serialVersionUID = 1L;

  /** Creates the error from the problem and what to do about it. */
  public MissingPrerequisiteException(String problem, String remedy) {
    this(problem, remedy, null);
  }

  /** Creates the error with the library's error that caused it. */
  public MissingPrerequisiteException(String problem, String remedy, Throwable cause) {
    super(3, problem, remedy, cause);
  }
}
