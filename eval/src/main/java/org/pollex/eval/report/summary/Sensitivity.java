package org.pollex.eval.report.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pollex.eval.statistics.FamilyComparison;
import org.pollex.eval.statistics.PairResult;
import org.pollex.eval.statistics.PairwiseBarnard;
import org.pollex.eval.statistics.PolicyResult;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.twosample.BarnardTest;
import org.pollex.eval.statistics.twosample.RateDifference;
import org.pollex.eval.statistics.twosample.TwoByTwo;
import org.pollex.eval.trial.result.TrialOutcome;

/**
 * Does the pooled picture hang on one task, one site or one operator? Each is left out in turn and
 * the pairs are judged again. Exploratory: the sealed analysis stays the headline.
 */
final class Sensitivity {
  /** Above this many rollouts of a pair the z test stands in for Barnard's; they then agree. */
  private static final int LARGE = 1500;

  /** Where outcomes name a site or an operator, they do so under these keys. */
  private static final List<String> KEYS = List.of("site", "operator");

  private final PairwiseBarnard rule;
  private final FamilyComparison whole;

  private Sensitivity(Study study) {
    var settings = study.comparison().settings();
    this.rule = new PairwiseBarnard(settings.alpha(), settings.adjustment(), Sensitivity::p);
    this.whole = study.comparison().pooled();
  }

  /** Leaves out every task, site and operator of which there are at least two. */
  static List<SensitivityFigures> of(Study study) {
    List<SensitivityFigures> figures = new ArrayList<>();
    if (study.result().policies().size() < 2 || !study.paths().isEmpty()) {
      return figures; // a sequential trial sealed no pooled test that could change
    }
    Sensitivity sensitivity = new Sensitivity(study);
    List<TrialOutcome> outcomes = study.result().outcomes();
    figures.addAll(sensitivity.without("task", outcomes, TrialOutcome::task));
    for (String key : KEYS) {
      figures.addAll(
          sensitivity.without(
              key, outcomes, outcome -> String.valueOf(outcome.diagnostics().get(key))));
    }
    return List.copyOf(figures);
  }

  private List<SensitivityFigures> without(
      String kind, List<TrialOutcome> outcomes, Function<TrialOutcome, String> group) {
    Map<String, Map<String, SuccessCount>> counts = new HashMap<>();
    for (TrialOutcome outcome : outcomes) {
      counts
          .computeIfAbsent(group.apply(outcome), key -> new HashMap<>())
          .merge(
              outcome.policy(), new SuccessCount(outcome.success() ? 1 : 0, 1), SuccessCount::plus);
    }
    if (counts.size() < 2) {
      return List.of();
    }
    return counts.keySet().stream()
        .sorted()
        .map(name -> judge(kind, name, counts.get(name)))
        .toList();
  }

  private SensitivityFigures judge(String kind, String name, Map<String, SuccessCount> left) {
    Map<String, SuccessCount> rest =
        whole.policies().stream()
            .collect(
                Collectors.toMap(
                    PolicyResult::policy,
                    policy -> minus(policy.count(), left.get(policy.policy()))));
    List<String> names = whole.policies().stream().map(PolicyResult::policy).toList();
    List<String> changes = new ArrayList<>();
    if (rest.values().stream().allMatch(count -> count.trials() > 0)) {
      for (PairwiseBarnard.Verdict verdict : rule.decide(names.stream().map(rest::get).toList())) {
        change(names.get(verdict.a()), names.get(verdict.b()), verdict.separated(), rest)
            .forEach(changes::add);
      }
    }
    String best =
        names.stream()
            .filter(policy -> rest.get(policy).trials() > 0)
            .max(Comparator.comparingDouble(policy -> rest.get(policy).rate()))
            .orElse("");
    return new SensitivityFigures(kind, name, best, List.copyOf(changes));
  }

  private List<String> change(
      String a, String b, boolean separated, Map<String, SuccessCount> rest) {
    PairResult before =
        whole.pairs().stream()
            .filter(pair -> pair.a().equals(a) && pair.b().equals(b))
            .findFirst()
            .orElseThrow();
    boolean reversed = rest.get(a).rate() < rest.get(b).rate();
    if (separated && (reversed || !before.separated())) {
      return List.of((reversed ? b : a) + " is then better than " + (reversed ? a : b));
    }
    return before.separated() && !separated
        ? List.of(a + " and " + b + " are then not separated")
        : List.of();
  }

  private static SuccessCount minus(SuccessCount whole, SuccessCount part) {
    return part == null
        ? whole
        : new SuccessCount(whole.successes() - part.successes(), whole.trials() - part.trials());
  }

  private static double p(TwoByTwo table) {
    return table.trials() > LARGE
        ? RateDifference.pooledZTest(table)
        : BarnardTest.twoSided(table).value();
  }
}
