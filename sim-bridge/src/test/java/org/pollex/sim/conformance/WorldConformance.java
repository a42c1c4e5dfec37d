package org.pollex.sim.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The checks of a world as tests: a backend's test asks for them with its own subject. */
public final class WorldConformance {
  private WorldConformance() {}

  /** Returns one test for each check. */
  public static Stream<DynamicTest> of(WorldSubject subject) {
    return WorldChecks.all().stream().map(check -> test(check, subject));
  }

  static <S> DynamicTest test(Check<S> check, S subject) {
    return dynamicTest(
        check.name(),
        () -> {
          Check.Result result = check.run(subject);
          assertTrue(result.ok(), () -> check.promise() + " Seen: " + result.detail());
        });
  }
}
