package org.pollex.eval.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.pollex.eval.statistics.multiplicity.CompactLetters;
import org.pollex.eval.statistics.score.BrunnerMunzelTest;
import org.pollex.eval.statistics.score.WelchTest;
import org.pollex.eval.statistics.survival.LogRankTest;
import org.pollex.eval.statistics.twosample.RateDifference;
import org.pollex.eval.statistics.twosample.TwoByTwo;

/** Turns the outcomes of one family into results: policies, then pairs, then letters. */
final class FamilyAnalysis {

  private record Pair(PolicyResult a, PolicyResult b) {}

  private final OutcomeTable table;
  private final ComparisonSettings settings;

  FamilyAnalysis(OutcomeTable table, ComparisonSettings settings) {
    this.table = table;
    this.settings = settings;
  }

  FamilyComparison run(String name) {
    List<PolicyResult> policies = new ArrayList<>();
    for (String policy : table.policies()) {
      policies.add(PolicyResult.of(policy, table, settings.level()));
    }
    policies.sort(
        Comparator.<PolicyResult>comparingDouble(result -> result.count().rate()).reversed());
    List<PairResult> pairs = compare(policies);
    CompactLetters letters =
        CompactLetters.of(
            policies.stream().map(PolicyResult::policy).toList(),
            pairs.stream()
                .filter(PairResult::separated)
                .map(pair -> new CompactLetters.Separated(pair.a(), pair.b()))
                .toList());
    return new FamilyComparison(name, List.copyOf(policies), pairs, letters);
  }

  private List<PairResult> compare(List<PolicyResult> policies) {
    List<PairwiseBarnard.Verdict> verdicts =
        new PairwiseBarnard(settings.alpha(), settings.adjustment())
            .decide(policies.stream().map(PolicyResult::count).toList());
    List<Pair> pairs =
        verdicts.stream()
            .map(verdict -> new Pair(policies.get(verdict.a()), policies.get(verdict.b())))
            .toList();
    Map<Pair, List<SecondaryTest>> secondary = secondary(pairs);
    List<PairResult> results = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      PairwiseBarnard.Verdict verdict = verdicts.get(i);
      results.add(
          new PairResult(
              pair.a.policy(),
              pair.b.policy(),
              counts(pair),
              RateDifference.NEWCOMBE.of(counts(pair), settings.level()),
              verdict.p(),
              verdict.adjustedP(),
              verdict.separated(),
              pair.b.posterior().probabilityGreaterThan(pair.a.posterior()),
              List.copyOf(secondary.get(pair))));
    }
    return List.copyOf(results);
  }

  private static TwoByTwo counts(Pair pair) {
    return new TwoByTwo(pair.a.count(), pair.b.count());
  }

  /** Tests of scores and times; each kind runs only if every pair of the family can have it. */
  private Map<Pair, List<SecondaryTest>> secondary(List<Pair> pairs) {
    Map<Pair, List<SecondaryTest>> tests = new LinkedHashMap<>();
    pairs.forEach(pair -> tests.put(pair, new ArrayList<>()));
    if (pairs.stream().allMatch(pair -> hasScores(pair.a) && hasScores(pair.b))) {
      add(
          tests,
          "welch",
          pair -> WelchTest.of(scores(pair.a), scores(pair.b)).t(),
          pair -> WelchTest.of(scores(pair.a), scores(pair.b)).p());
      add(
          tests,
          "brunner-munzel",
          pair -> BrunnerMunzelTest.of(scores(pair.b), scores(pair.a)).statistic(),
          pair -> BrunnerMunzelTest.of(scores(pair.b), scores(pair.a)).p());
    }
    if (pairs.stream().allMatch(pair -> hasTimes(pair.a) && hasTimes(pair.b))) {
      add(tests, "log-rank", pair -> logRank(pair).chiSquare(), pair -> logRank(pair).p());
    }
    return tests;
  }

  private void add(
      Map<Pair, List<SecondaryTest>> tests,
      String name,
      ToDoubleFunction<Pair> statistic,
      ToDoubleFunction<Pair> p) {
    List<Pair> pairs = List.copyOf(tests.keySet());
    double[] raw = pairs.stream().mapToDouble(p).toArray();
    double[] adjusted = settings.adjustment().adjust(raw);
    for (int i = 0; i < raw.length; i++) {
      double value = statistic.applyAsDouble(pairs.get(i));
      tests.get(pairs.get(i)).add(new SecondaryTest(name, value, raw[i], adjusted[i]));
    }
  }

  private static boolean hasScores(PolicyResult result) {
    return result.meanScore().isPresent() && result.count().trials() >= 2;
  }

  private static boolean hasTimes(PolicyResult result) {
    return result.timeToSuccess().isPresent();
  }

  private double[] scores(PolicyResult result) {
    return table.of(result.policy()).stream()
        .mapToDouble(row -> row.score().orElseThrow())
        .toArray();
  }

  private LogRankTest logRank(Pair pair) {
    return LogRankTest.of(
        table.of(pair.a.policy()).stream().map(Outcome::eventTime).toList(),
        table.of(pair.b.policy()).stream().map(Outcome::eventTime).toList());
  }
}
