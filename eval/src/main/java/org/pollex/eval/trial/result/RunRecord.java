package org.pollex.eval.trial.result;

import java.util.Map;

/**
 * One process that ran (a part of) the trial.
 *
 * @param started when, ISO 8601, UTC
 * @param ended when its last trial ended
 * @param trials number of trials that it finished
 * @param slots rollouts in parallel
 * @param physicsFingerprint digest of a canonical rollout in its world
 * @param versions of everything that ran, by component
 * @param retries how often a lost server or policy host was started again
 */
public record RunRecord(
    String started,
    String ended,
    int trials,
    int slots,
    String physicsFingerprint,
    Map<String, String> versions,
    int retries) {}
