package org.pollex.sim.conformance;

import org.pollex.errors.PollexException;

/**
 * One promise and how to test it.
 *
 * @param <S> what it is tested on
 * @param name short, for example {@code chunk-equals-steps}
 * @param promise what must hold, as a sentence
 * @param body tests it; throws {@link Violation} where it does not hold
 */
public record Check<S>(String name, String promise, Body<S> body) {
  /** Tests a promise on a subject. */
  @FunctionalInterface
  public interface Body<S> {
    /** Returns normally when the promise holds. */
    void test(S subject);
  }

  /** A promise that does not hold; the message says what was seen. */
  public static final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String seen) {
      super(seen);
    }
  }

  /**
   * What came of a check.
   *
   * @param detail what was seen where the promise does not hold, else empty
   */
  public record Result(String name, String promise, boolean ok, String detail) {}

  /** Runs the check; whatever goes wrong is a result, not an exception. */
  public Result run(S subject) {
    try {
      body.test(subject);
      return new Result(name, promise, true, "");
    } catch (Violation | PollexException broken) {
      return new Result(name, promise, false, broken.getMessage());
    } catch (RuntimeException unexpected) {
      return new Result(name, promise, false, "unexpected " + unexpected);
    }
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Violation(otherwise);
    }
  }
}
