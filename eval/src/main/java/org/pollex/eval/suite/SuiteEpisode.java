package org.pollex.eval.suite;

/**
 * One finished episode of a benchmark.
 *
 * @param task task id
 * @param goal id of the goal (initial condition) it was run with; may be empty for {@code upstream}
 * @param success whether it succeeded
 * @param episodeReturn sum of rewards; NaN where unknown
 */
public record SuiteEpisode(String task, String goal, boolean success, double episodeReturn) {}
