package org.pollex.eval.report.summary;

import java.util.List;
import org.pollex.eval.statistics.FamilyComparison;
import org.pollex.eval.statistics.PairResult;
import org.pollex.eval.statistics.PolicyResult;
import org.pollex.eval.statistics.SecondaryTest;
import org.pollex.eval.statistics.rate.Interval;
import org.pollex.eval.statistics.rate.RateInterval;

/**
 * All policies compared in one task, or over all tasks.
 *
 * @param name the task, or {@code pooled}
 * @param policies success rates, best first
 * @param pairs every pair of policies
 */
public record FamilyFigures(String name, List<Rate> policies, List<Pair> pairs) {

  /**
   * One success rate.
   *
   * @param policy name of the policy
   * @param successes k
   * @param trials n
   * @param rate k/n
   * @param low lower end of the Clopper-Pearson interval
   * @param high upper end of the Clopper-Pearson interval
   * @param posteriorMean mean of the posterior under a uniform prior
   * @param posteriorLow lower end of the shortest credible interval
   * @param posteriorHigh upper end of the shortest credible interval
   * @param letters compact letters: policies that share one are not separated; a dash where no test
   *     of the family was sealed
   */
  public record Rate(
      String policy,
      int successes,
      int trials,
      double rate,
      double low,
      double high,
      double posteriorMean,
      double posteriorLow,
      double posteriorHigh,
      String letters) {
    private Rate untested() {
      return new Rate(
          policy,
          successes,
          trials,
          rate,
          low,
          high,
          posteriorMean,
          posteriorLow,
          posteriorHigh,
          "–");
    }
  }

  /**
   * Two policies compared.
   *
   * @param a the one with the higher or equal rate
   * @param b the other
   * @param difference rate of A minus rate of B
   * @param low lower end of the difference's interval
   * @param high upper end of the difference's interval
   * @param p raw p-value
   * @param adjustedP p-value corrected over the pairs of the family
   * @param separated whether the corrected p is at most alpha
   * @param probabilityHigher posterior probability that A's rate is the higher one
   * @param pairedP corrected p of McNemar's exact test over shared initial conditions; may be null
   * @param stratifiedP corrected p of the exact test stratified by task; null within one task
   */
  public record Pair(
      String a,
      String b,
      double difference,
      double low,
      double high,
      double p,
      double adjustedP,
      boolean separated,
      double probabilityHigher,
      Double pairedP,
      Double stratifiedP) {}

  static FamilyFigures of(FamilyComparison family) {
    return new FamilyFigures(
        family.name(),
        family.policies().stream().map(policy -> rate(family, policy)).toList(),
        family.pairs().stream().map(pair -> pair(family, pair)).toList());
  }

  /** The same of a family of which no test was sealed: its letters would say nothing. */
  FamilyFigures untested() {
    return new FamilyFigures(name, policies.stream().map(Rate::untested).toList(), pairs);
  }

  private static Rate rate(FamilyComparison family, PolicyResult result) {
    Interval exact = result.intervals().get(RateInterval.CLOPPER_PEARSON);
    return new Rate(
        result.policy(),
        result.count().successes(),
        result.count().trials(),
        result.count().rate(),
        exact.low(),
        exact.high(),
        result.posterior().mean(),
        result.highestDensity().low(),
        result.highestDensity().high(),
        family.letters(result.policy()));
  }

  private static Pair pair(FamilyComparison family, PairResult pair) {
    return new Pair(
        pair.a(),
        pair.b(),
        observed(family, pair.a()) - observed(family, pair.b()),
        pair.difference().low(),
        pair.difference().high(),
        pair.p(),
        pair.adjustedP(),
        pair.separated(),
        pair.probabilityAGreater(),
        secondary(pair, "mcnemar"),
        secondary(pair, "stratified"));
  }

  private static Double secondary(PairResult pair, String name) {
    return pair.secondary().stream()
        .filter(test -> test.name().equals(name))
        .map(SecondaryTest::adjustedP)
        .findFirst()
        .orElse(null);
  }

  private static double observed(FamilyComparison family, String policy) {
    return family.policies().stream()
        .filter(result -> result.policy().equals(policy))
        .findFirst()
        .orElseThrow()
        .count()
        .rate();
  }
}
