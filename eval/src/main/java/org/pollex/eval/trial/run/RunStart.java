package org.pollex.eval.trial.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * A process that began to run trials, or began again after it lost a server or host.
 *
 * @param started when, ISO 8601, UTC
 * @param retry false when the process began, true when it began again
 * @param slots rollouts in parallel
 * @param physicsFingerprint of its world
 * @param versions of everything that runs, by component
 */
public record RunStart(
    String started,
    boolean retry,
    int slots,
    String physicsFingerprint,
    Map<String, String> versions) {
  /** Copies the map, sorted by component. */
  public RunStart {
    versions = new TreeMap<>(versions);
  }
}
