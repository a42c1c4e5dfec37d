package org.pollex.errors;

import java.util.Collection;

/** Bad usage or bad input (unknown name, wrong shape, truncated file); exit code 2. */
public class BadInputException extends PollexException {
  private static final long serialVersionUID = 1L;

  /** Creates the error from the problem and what to do about it. */
  public BadInputException(String problem, String remedy) {
    this(problem, remedy, null);
  }

  /** Creates the error with the library's error that caused it. */
  public BadInputException(String problem, String remedy, Throwable cause) {
    super(2, problem, remedy, cause);
  }

  /**
   * An unknown name, answered with the nearest valid ones.
   *
   * @param kind what the name should have named, for example {@code task}
   * @param given the name that was given
   * @param allowed all valid names
   */
  public static BadInputException unknownName(
      String kind, String given, Collection<String> allowed) {
    String nearest = String.join(", ", NearestNames.of(given, allowed, 3));
    String remedy =
        allowed.size() <= 12
            ? "Allowed: " + String.join(", ", allowed)
            : "Nearest of the " + allowed.size() + " valid names: " + nearest;
    return new BadInputException("unknown " + kind + " '" + given + "'", remedy);
  }
}
