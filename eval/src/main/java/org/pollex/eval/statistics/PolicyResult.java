package org.pollex.eval.statistics;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import org.pollex.eval.statistics.rate.BetaPosterior;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.rate.RateInterval;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.score.InterquartileMean;
import org.pollex.eval.statistics.survival.KaplanMeier;

/**
 * One policy within one family: a task, or all tasks pooled.
 *
 * @param policy name
 * @param count successes out of trials
 * @param intervals confidence intervals of the success rate, by method
 * @param posterior Beta posterior under a uniform prior
 * @param equalTailed equal-tailed credible interval of the posterior
 * @param highestDensity shortest credible interval of the posterior
 * @param meanScore mean score, if every rollout has one
 * @param interquartileMean of the scores, if every rollout has one
 * @param timeToSuccess Kaplan-Meier curve, if every rollout has a time
 */
public record PolicyResult(
    String policy,
    SuccessCount count,
    Map<RateInterval, Interval> intervals,
    BetaPosterior posterior,
    Interval equalTailed,
    Interval highestDensity,
    OptionalDouble meanScore,
    Optional<Robust> interquartileMean,
    Optional<KaplanMeier> timeToSuccess) {

  private static final int DRAWS = 2_000;

  /** Seed of the bootstrap; fixed, so that equal tables give equal figures. */
  private static final long SEED = 1;

  /**
   * Interquartile mean of scores.
   *
   * @param mean mean of the middle half of all scores
   * @param interval percentile interval of a bootstrap stratified by task
   */
  public record Robust(double mean, Interval interval) {}

  static PolicyResult of(String policy, OutcomeTable table, double level) {
    SuccessCount count = table.count(policy);
    Map<RateInterval, Interval> intervals = new EnumMap<>(RateInterval.class);
    for (RateInterval method : RateInterval.values()) {
      intervals.put(method, method.of(count, level));
    }
    BetaPosterior posterior = BetaPosterior.uniformPrior(count);
    List<Outcome> rows = table.of(policy);
    boolean scored = rows.stream().allMatch(row -> row.score().isPresent());
    boolean timed = rows.stream().allMatch(row -> row.time().isPresent());
    return new PolicyResult(
        policy,
        count,
        intervals,
        posterior,
        posterior.equalTailed(level),
        posterior.highestDensity(level),
        scored
            ? rows.stream().mapToDouble(row -> row.score().getAsDouble()).average()
            : OptionalDouble.empty(),
        scored && !rows.isEmpty() ? Optional.of(robust(rows, level)) : Optional.empty(),
        timed
            ? Optional.of(KaplanMeier.of(rows.stream().map(Outcome::eventTime).toList()))
            : Optional.empty());
  }

  private static Robust robust(List<Outcome> rows, double level) {
    double[][] byTask =
        rows.stream()
            .collect(Collectors.groupingBy(Outcome::task, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(task -> task.stream().mapToDouble(row -> row.score().getAsDouble()).toArray())
            .toArray(double[][]::new);
    return new Robust(
        InterquartileMean.ofTasks(byTask),
        InterquartileMean.bootstrap(byTask, level, DRAWS, new Random(SEED)));
  }
}
