package org.pollex.eval.suite;

import java.util.Map;

/**
 * The score of a policy under the multi-task protocol.
 *
 * @param scorer {@code upstream} or {@code strict}: always printed with the number
 * @param episodesPerTask episodes that count in each task
 * @param unused episodes that were given and do not count
 * @param successRates by task, in the order of their first episode
 * @param meanSuccessRate mean over tasks
 * @param meanReturn mean over tasks of the mean return; NaN where returns are unknown
 */
public record SuiteScore(
    String scorer,
    int episodesPerTask,
    int unused,
    Map<String, Double> successRates,
    double meanSuccessRate,
    double meanReturn) {}
