package org.pollex.eval.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.pollex.eval.statistics.multiplicity.PValueAdjustment;
import org.pollex.eval.statistics.rate.SuccessCount;
import org.pollex.eval.statistics.score.BrunnerMunzelTest;
import org.pollex.eval.statistics.score.PermutationTest;
import org.pollex.eval.statistics.score.ScoreBetting;
import org.pollex.eval.statistics.score.WelchTest;
import org.pollex.eval.statistics.survival.LogRankTest;
import org.pollex.eval.statistics.twosample.McNemarTest;
import org.pollex.eval.statistics.twosample.StratifiedExactTest;
import org.pollex.eval.statistics.twosample.TwoByTwo;

/**
 * The tests beside the headline: success paired by initial condition and stratified by task,
 * partial credit, time to success. Each kind runs only if every pair of the family can have it, and
 * is corrected over the pairs by itself.
 */
final class SecondaryTests {

  /** Scores that the permutation test shuffles in all, so that large families stay quick. */
  private static final int SHUFFLED = 4_000_000;

  private static final int MOST_DRAWS = 9_999;
  private static final int FEWEST_DRAWS = 999;

  /** Seed of the permutations; fixed, so that equal tables give equal figures. */
  private static final long SEED = 1;

  /** Two policies of a family, by name. */
  record Pair(String a, String b) {}

  private final OutcomeTable table;
  private final PValueAdjustment adjustment;
  private final List<Pair> pairs;
  private final Map<String, List<Outcome>> rows = new HashMap<>();
  private final Map<Pair, List<Outcome[]>> matched = new HashMap<>();
  private final Map<Pair, List<SecondaryTest>> tests = new LinkedHashMap<>();

  private SecondaryTests(OutcomeTable table, PValueAdjustment adjustment, List<Pair> pairs) {
    this.table = table;
    this.adjustment = adjustment;
    this.pairs = pairs;
    table.policies().forEach(policy -> rows.put(policy, table.of(policy)));
    pairs.forEach(pair -> tests.put(pair, new ArrayList<>()));
  }

  /** Runs what the outcomes allow; every pair is in the answer. */
  static Map<Pair, List<SecondaryTest>> of(
      OutcomeTable table, PValueAdjustment adjustment, List<Pair> pairs) {
    SecondaryTests secondary = new SecondaryTests(table, adjustment, pairs);
    if (!pairs.isEmpty()) {
      secondary.run();
    }
    return secondary.tests;
  }

  private void run() {
    pairs.forEach(pair -> matched.put(pair, match(pair)));
    boolean shared = matched.values().stream().noneMatch(List::isEmpty);
    if (shared) {
      add("mcnemar", pair -> onlyA(pair) - onlyB(pair), pair -> mcNemar(pair).twoSided());
    }
    if (table.tasks().size() > 1) {
      add("stratified", this::meanDifference, pair -> stratified(pair).twoSided());
    }
    if (pairs.stream().allMatch(pair -> scored(pair.a) && scored(pair.b))) {
      scores(shared);
    }
    if (pairs.stream().allMatch(pair -> timed(pair.a) && timed(pair.b))) {
      add("log-rank", pair -> logRank(pair).chiSquare(), pair -> logRank(pair).p());
    }
  }

  private void scores(boolean shared) {
    add(
        "welch",
        pair -> WelchTest.of(scores(pair.a), scores(pair.b)).t(),
        pair -> WelchTest.of(scores(pair.a), scores(pair.b)).p());
    add(
        "brunner-munzel",
        pair -> BrunnerMunzelTest.of(scores(pair.b), scores(pair.a)).statistic(),
        pair -> BrunnerMunzelTest.of(scores(pair.b), scores(pair.a)).p());
    add("permutation", pair -> permutation(pair).difference(), pair -> permutation(pair).p());
    boolean bounded =
        table.outcomes().stream()
            .mapToDouble(row -> row.score().orElse(-1))
            .allMatch(score -> score >= 0 && score <= 1);
    if (shared && bounded) {
      add("betting", pair -> bet(pair).logWealth(), pair -> bet(pair).p());
    }
  }

  private void add(String name, ToDoubleFunction<Pair> statistic, ToDoubleFunction<Pair> p) {
    double[] raw = pairs.stream().mapToDouble(p).toArray();
    double[] adjusted = adjustment.adjust(raw);
    for (int i = 0; i < raw.length; i++) {
      double value = statistic.applyAsDouble(pairs.get(i));
      tests.get(pairs.get(i)).add(new SecondaryTest(name, value, raw[i], adjusted[i]));
    }
  }

  /** Rollouts of both policies from the same initial condition of a task, in A's order. */
  private List<Outcome[]> match(Pair pair) {
    Map<String, Outcome> ofB = new HashMap<>();
    for (Outcome row : rows.get(pair.b)) {
      row.condition().ifPresent(condition -> ofB.put(row.task() + '\0' + condition, row));
    }
    List<Outcome[]> both = new ArrayList<>();
    for (Outcome row : rows.get(pair.a)) {
      row.condition()
          .map(condition -> ofB.remove(row.task() + '\0' + condition))
          .ifPresent(other -> both.add(new Outcome[] {row, other}));
    }
    return both;
  }

  private int onlyA(Pair pair) {
    return (int) matched.get(pair).stream().filter(t -> t[0].success() && !t[1].success()).count();
  }

  private int onlyB(Pair pair) {
    return (int) matched.get(pair).stream().filter(t -> t[1].success() && !t[0].success()).count();
  }

  private McNemarTest mcNemar(Pair pair) {
    return McNemarTest.of(onlyA(pair), onlyB(pair));
  }

  private Map<String, TwoByTwo> strata(Pair pair) {
    Map<String, TwoByTwo> strata = new LinkedHashMap<>();
    Map<String, SuccessCount> ofB = counts(pair.b);
    counts(pair.a)
        .forEach(
            (task, count) -> {
              if (ofB.containsKey(task)) {
                strata.put(task, new TwoByTwo(count, ofB.get(task)));
              }
            });
    return strata;
  }

  private Map<String, SuccessCount> counts(String policy) {
    return rows.get(policy).stream()
        .collect(
            Collectors.toMap(
                Outcome::task,
                row -> new SuccessCount(row.success() ? 1 : 0, 1),
                SuccessCount::plus,
                LinkedHashMap::new));
  }

  /** Mean over tasks of the difference of rates. */
  private double meanDifference(Pair pair) {
    return strata(pair).values().stream()
        .mapToDouble(TwoByTwo::rateDifference)
        .average()
        .orElse(Double.NaN);
  }

  private StratifiedExactTest stratified(Pair pair) {
    return StratifiedExactTest.of(List.copyOf(strata(pair).values()));
  }

  private PermutationTest permutation(Pair pair) {
    double[] a = scores(pair.a);
    double[] b = scores(pair.b);
    int draws = Math.clamp(SHUFFLED / (a.length + b.length), FEWEST_DRAWS, MOST_DRAWS);
    return PermutationTest.of(a, b, draws, new Random(SEED));
  }

  /** Evidence of the better gambler; the p-value is two-sided and valid at any stopping time. */
  private record Bet(double logWealth, double p) {}

  private Bet bet(Pair pair) {
    ScoreBetting betting = new ScoreBetting(0.5);
    double largest = 0;
    for (Outcome[] both : matched.get(pair)) {
      betting.observe(both[0].score().orElseThrow(), both[1].score().orElseThrow());
      largest = Math.max(largest, Math.max(betting.logWealthA(), betting.logWealthB()));
    }
    double signed =
        betting.logWealthA() >= betting.logWealthB() ? betting.logWealthA() : -betting.logWealthB();
    return new Bet(signed, Math.min(1, 2 * Math.exp(-largest)));
  }

  private boolean scored(String policy) {
    return rows.get(policy).size() >= 2
        && rows.get(policy).stream().allMatch(row -> row.score().isPresent());
  }

  private boolean timed(String policy) {
    return rows.get(policy).stream().allMatch(row -> row.time().isPresent());
  }

  private double[] scores(String policy) {
    return rows.get(policy).stream().mapToDouble(row -> row.score().orElseThrow()).toArray();
  }

  private LogRankTest logRank(Pair pair) {
    return LogRankTest.of(
        rows.get(pair.a).stream().map(Outcome::eventTime).toList(),
        rows.get(pair.b).stream().map(Outcome::eventTime).toList());
  }
}
