package org.pollex.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pollex.cli.StatsFigures.Posterior;
import org.pollex.eval.statistics.Comparison;
import org.pollex.eval.statistics.FamilyComparison;
import org.pollex.eval.statistics.PairResult;
import org.pollex.eval.statistics.PolicyResult;
import org.pollex.eval.statistics.SecondaryTest;

/**
 * A comparison in the form of its JSON.
 *
 * @param test the test behind {@code p_raw} and {@code p_corrected}
 * @param correction over the pairs of a family
 * @param alpha family-wise error rate
 * @param level of all intervals
 * @param tasks one family per task
 * @param pooled the family over all tasks
 * @param warnings what a reader must know; empty in a balanced study
 */
record StatsComparison(
    String test,
    String correction,
    double alpha,
    double level,
    List<Family> tasks,
    Family pooled,
    List<String> warnings) {

  /** A task, or all tasks pooled; policies and pairs in display order. */
  record Family(
      String task, List<Policy> policies, List<Pair> pairs, Map<String, String> letters) {}

  /** One policy within one family. */
  record Policy(
      String policy,
      int k,
      int n,
      double rate,
      Map<String, List<Double>> intervals,
      Posterior posterior,
      String letters,
      Double meanScore,
      Double interquartileMeanScore,
      List<Double> interquartileMeanInterval,
      Double medianTimeToSuccess) {}

  /** Two policies; {@code a} has the higher or equal observed rate. */
  record Pair(
      String a,
      String b,
      double rateDifference,
      List<Double> differenceInterval,
      double pRaw,
      double pCorrected,
      boolean separated,
      @JsonProperty("prob_a_greater") double probAGreater,
      @JsonProperty("prob_b_greater") double probBGreater,
      Map<String, Secondary> secondary) {}

  /** A test of scores or times. */
  record Secondary(Double statistic, double pRaw, double pCorrected) {}

  static StatsComparison of(Comparison comparison) {
    double level = comparison.settings().level();
    return new StatsComparison(
        "barnard two-sided",
        comparison.settings().adjustment().name().toLowerCase(Locale.ROOT),
        comparison.settings().alpha(),
        level,
        comparison.tasks().stream().map(family -> family(family, level)).toList(),
        family(comparison.pooled(), level),
        comparison.warnings());
  }

  private static Family family(FamilyComparison family, double level) {
    return new Family(
        family.name(),
        family.policies().stream().map(policy -> policy(family, policy, level)).toList(),
        family.pairs().stream().map(StatsComparison::pair).toList(),
        family.letters().letters());
  }

  private static Policy policy(FamilyComparison family, PolicyResult result, double level) {
    Map<String, List<Double>> intervals = new LinkedHashMap<>();
    result
        .intervals()
        .forEach(
            (method, interval) ->
                intervals.put(method.name().toLowerCase(Locale.ROOT), StatsFigures.ends(interval)));
    return new Policy(
        result.policy(),
        result.count().successes(),
        result.count().trials(),
        result.count().rate(),
        intervals,
        Posterior.of(result.posterior(), level),
        family.letters(result.policy()),
        result.meanScore().isPresent() ? result.meanScore().getAsDouble() : null,
        result.interquartileMean().map(PolicyResult.Robust::mean).orElse(null),
        result.interquartileMean().map(robust -> StatsFigures.ends(robust.interval())).orElse(null),
        result.timeToSuccess().map(curve -> StatsFigures.finite(curve.median())).orElse(null));
  }

  private static Pair pair(PairResult pair) {
    Map<String, Secondary> secondary = new LinkedHashMap<>();
    for (SecondaryTest test : pair.secondary()) {
      secondary.put(
          test.name().replace('-', '_'),
          new Secondary(StatsFigures.finite(test.statistic()), test.p(), test.adjustedP()));
    }
    return new Pair(
        pair.a(),
        pair.b(),
        pair.table().rateDifference(),
        StatsFigures.ends(pair.difference()),
        pair.p(),
        pair.adjustedP(),
        pair.separated(),
        pair.probabilityAGreater(),
        pair.probabilityBGreater(),
        secondary);
  }
}
