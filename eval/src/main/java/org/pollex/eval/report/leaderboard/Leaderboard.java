package org.pollex.eval.report.leaderboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.eval.statistics.multiplicity.CompactLetters;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.twosample.StratifiedExactTest;
import org.pollex.eval.statistics.twosample.TwoByTwo;
import org.pollex.eval.trial.result.TestedPolicy;
import org.pollex.eval.trial.result.TrialOutcome;
import org.pollex.eval.trial.result.TrialResult;

/**
 * Trials merged into one ranking.
 *
 * <p>Every (trial, task) is a stratum. A policy's advantage is the mean, over the strata it took
 * part in, of its rate minus the mean rate of all policies there; pairs are tested by the exact
 * conditional test over the strata in which both took part, corrected by Holm's method.
 *
 * @param trials what was merged, in the order given
 * @param policies best first
 * @param pairs pairs that met, in display order
 * @param alpha family-wise error rate of the pairs
 * @param notes what a reader must know
 */
public record Leaderboard(
    List<Trial> trials, List<Row> policies, List<Pair> pairs, double alpha, List<String> notes) {

  /** A merged trial: its name, the root of its seal, and its numbers. */
  public record Trial(String name, String root, int policies, int tasks, int rollouts) {}

  /**
   * A policy.
   *
   * @param policy its name; with the start of its digest where a name stands for several
   * @param successes over all trials
   * @param rollouts over all trials
   * @param advantage mean over strata of its rate less the stratum's mean rate
   * @param strata trials and tasks that it took part in
   * @param letters policies that share one are not separated, or never met
   * @param byTrial successes and rollouts in each trial; a trial without it is missing
   */
  public record Row(
      String policy,
      int successes,
      int rollouts,
      double advantage,
      int strata,
      String letters,
      Map<String, SuccessCount> byTrial) {}

  /** Two policies that met: strata, mean difference of rates, exact p, raw and corrected. */
  public record Pair(
      String a,
      String b,
      int strata,
      double difference,
      double p,
      double adjustedP,
      boolean separated) {}

  private record Stratum(String trial, String task) {}

  /**
   * Merges trials.
   *
   * @param results at least one; trials of one name are told apart by a number
   * @param alpha family-wise error rate
   */
  public static Leaderboard of(List<TrialResult> results, double alpha) {
    List<String> notes = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    Map<Stratum, Map<String, SuccessCount>> strata = new LinkedHashMap<>();
    Map<String, Map<String, String>> names = names(results);
    for (TrialResult result : results) {
      String name = distinct(result.plan().name(), trials);
      trials.add(
          new Trial(
              name,
              result.seal().root(),
              result.policies().size(),
              result.tasks().size(),
              result.outcomes().size()));
      Map<String, String> own = new HashMap<>();
      for (TestedPolicy policy : result.policies()) {
        own.put(policy.name(), names.get(policy.name()).get(policy.digest()));
      }
      for (TrialOutcome outcome : result.outcomes()) {
        strata
            .computeIfAbsent(new Stratum(name, outcome.task()), key -> new LinkedHashMap<>())
            .merge(
                own.get(outcome.policy()),
                new SuccessCount(outcome.success() ? 1 : 0, 1),
                SuccessCount::plus);
      }
    }
    long roots = trials.stream().map(Trial::root).distinct().count();
    if (roots < trials.size()) {
      notes.add("The same trial was given more than once; its rollouts count twice.");
    }
    if (results.stream().anyMatch(result -> result.plan().analysis().isSequential())) {
      notes.add(
          "Some trials stopped early by a sequential test; rates at an early stop lie a little too"
              + " far apart, and the p-values here treat their numbers as fixed.");
    }
    return rank(trials, strata, alpha, notes);
  }

  /** Names by digest: a name that stands for several policies gets the start of its digest. */
  private static Map<String, Map<String, String>> names(List<TrialResult> results) {
    Map<String, Map<String, String>> names = new HashMap<>();
    for (TrialResult result : results) {
      for (TestedPolicy policy : result.policies()) {
        names
            .computeIfAbsent(policy.name(), key -> new LinkedHashMap<>())
            .put(policy.digest(), policy.name());
      }
    }
    names.forEach(
        (name, digests) -> {
          if (digests.size() > 1) {
            digests.replaceAll(
                (digest, same) ->
                    name + " (" + (digest.isEmpty() ? "built-in" : digest.substring(0, 8)) + ")");
          }
        });
    return names;
  }

  private static String distinct(String name, List<Trial> trials) {
    String candidate = name;
    for (int i = 2; ; i++) {
      String taken = candidate;
      if (trials.stream().noneMatch(trial -> trial.name().equals(taken))) {
        return candidate;
      }
      candidate = name + " " + i;
    }
  }

  private static Leaderboard rank(
      List<Trial> trials,
      Map<Stratum, Map<String, SuccessCount>> strata,
      double alpha,
      List<String> notes) {
    List<Row> rows = new ArrayList<>();
    strata.values().stream()
        .flatMap(counts -> counts.keySet().stream())
        .distinct()
        .forEach(policy -> rows.add(row(policy, strata)));
    rows.sort(Comparator.comparingDouble(Row::advantage).reversed());
    List<String> order = rows.stream().map(Row::policy).toList();
    List<Pair> pairs = pairs(order, strata, alpha);
    int met = pairs.size();
    int possible = order.size() * (order.size() - 1) / 2;
    if (met < possible) {
      notes.add(
          "%d of %d pairs never met in a trial; nothing is said about them, and a shared letter"
                  .formatted(possible - met, possible)
              + " does not mean that they were compared.");
    }
    CompactLetters letters =
        CompactLetters.of(
            order,
            pairs.stream()
                .filter(Pair::separated)
                .map(pair -> new CompactLetters.Separated(pair.a(), pair.b()))
                .toList());
    List<Row> lettered =
        rows.stream()
            .map(
                row ->
                    new Row(
                        row.policy(),
                        row.successes(),
                        row.rollouts(),
                        row.advantage(),
                        row.strata(),
                        letters.letters().get(row.policy()),
                        row.byTrial()))
            .toList();
    return new Leaderboard(List.copyOf(trials), lettered, pairs, alpha, List.copyOf(notes));
  }

  private static Row row(String policy, Map<Stratum, Map<String, SuccessCount>> strata) {
    Map<String, SuccessCount> byTrial = new TreeMap<>();
    double advantage = 0;
    int count = 0;
    for (Map.Entry<Stratum, Map<String, SuccessCount>> stratum : strata.entrySet()) {
      SuccessCount own = stratum.getValue().get(policy);
      if (own != null) {
        byTrial.merge(stratum.getKey().trial(), own, SuccessCount::plus);
        double mean =
            stratum.getValue().values().stream()
                .mapToDouble(SuccessCount::rate)
                .average()
                .orElseThrow();
        advantage += own.rate() - mean;
        count++;
      }
    }
    SuccessCount all = byTrial.values().stream().reduce(SuccessCount::plus).orElseThrow();
    return new Row(policy, all.successes(), all.trials(), advantage / count, count, "", byTrial);
  }

  private static List<Pair> pairs(
      List<String> order, Map<Stratum, Map<String, SuccessCount>> strata, double alpha) {
    List<Pair> raw = new ArrayList<>();
    for (int a = 0; a < order.size(); a++) {
      for (int b = a + 1; b < order.size(); b++) {
        String one = order.get(a);
        String other = order.get(b);
        List<TwoByTwo> met =
            strata.values().stream()
                .filter(counts -> counts.containsKey(one) && counts.containsKey(other))
                .map(counts -> new TwoByTwo(counts.get(one), counts.get(other)))
                .toList();
        if (!met.isEmpty()) {
          double difference =
              met.stream().mapToDouble(TwoByTwo::rateDifference).average().orElseThrow();
          double p = StratifiedExactTest.of(met).twoSided();
          raw.add(new Pair(one, other, met.size(), difference, p, p, false));
        }
      }
    }
    double[] adjusted = PValueAdjustment.HOLM.adjust(raw.stream().mapToDouble(Pair::p).toArray());
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      Pair pair = raw.get(i);
      pairs.add(
          new Pair(
              pair.a(),
              pair.b(),
              pair.strata(),
              pair.difference(),
              pair.p(),
              adjusted[i],
              adjusted[i] <= alpha));
    }
    return List.copyOf(pairs);
  }
}
