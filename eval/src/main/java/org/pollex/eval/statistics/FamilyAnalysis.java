package org.pollex.eval.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.pollex.eval.statistics.multiplicity.CompactLetters;
import org.pollex.eval.statistics.twosample.RateDifference;
import org.pollex.eval.statistics.twosample.TwoByTwo;

/** Turns the outcomes of one family into results: policies, then pairs, then letters. */
final class FamilyAnalysis {

  private record Pair(PolicyResult a, PolicyResult b) {}

  private final OutcomeTable table;
  private final ComparisonSettings settings;
  private final PairwiseBarnard rule;

  FamilyAnalysis(OutcomeTable table, ComparisonSettings settings, PairwiseBarnard rule) {
    this.table = table;
    this.settings = settings;
    this.rule = rule;
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
        rule.decide(policies.stream().map(PolicyResult::count).toList());
    List<Pair> pairs =
        verdicts.stream()
            .map(verdict -> new Pair(policies.get(verdict.a()), policies.get(verdict.b())))
            .toList();
    Map<SecondaryTests.Pair, List<SecondaryTest>> secondary =
        SecondaryTests.of(
            table, settings.adjustment(), pairs.stream().map(FamilyAnalysis::names).toList());
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
              List.copyOf(secondary.get(names(pair)))));
    }
    return List.copyOf(results);
  }

  private static TwoByTwo counts(Pair pair) {
    return new TwoByTwo(pair.a.count(), pair.b.count());
  }

  private static SecondaryTests.Pair names(Pair pair) {
    return new SecondaryTests.Pair(pair.a.policy(), pair.b.policy());
  }
}
