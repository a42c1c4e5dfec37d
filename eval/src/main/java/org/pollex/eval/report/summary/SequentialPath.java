package org.pollex.eval.report.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pollex.eval.statistics.sequential.SequentialRun;
import org.pollex.eval.statistics.sequential.SequentialTest;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.result.TestedPolicy;
import org.pollex.eval.trial.result.TrialOutcome;
import org.pollex.eval.trial.result.TrialResult;

/**
 * How the sealed sequential test of two policies in a task went, pair by pair.
 *
 * @param figures where it ended
 * @param points one per pair of rollouts that the test looked at
 * @param wealth true when the points are log10 of betting wealth instead of leads in successes
 * @param threshold log10 of the wealth that decides; 0 for leads
 */
public record SequentialPath(
    Figures figures, List<Point> points, boolean wealth, double threshold) {

  /**
   * Where a test ended.
   *
   * @param task task id
   * @param a name of a policy
   * @param b name of a later policy in the plan
   * @param decision {@code a_greater}, {@code b_greater}, {@code undecided}
   * @param stop the pair, from 1, at which it decided; null when it did not
   * @param pairs pairs that it looked at
   * @param maximum committed maximum of pairs; null for a test without one
   * @param alphaPerDirection error rate of each direction
   */
  public record Figures(
      String task,
      String a,
      String b,
      String decision,
      Integer stop,
      int pairs,
      Integer maximum,
      double alphaPerDirection) {}

  /**
   * After a pair.
   *
   * @param value lead of A in successes, or log10 wealth against B (negative: of B)
   * @param boundary lead that would have decided for certain; NaN where none could
   */
  public record Point(double value, double boundary) {}

  /** Returns the error rate of one direction of one pair. */
  public static double alphaPerDirection(TrialResult result) {
    TrialPlan.Analysis analysis = result.plan().analysis();
    int pairs = analysis.pairs(result.policies().size(), result.tasks().size());
    return analysis.alpha() / (2.0 * Math.max(1, pairs));
  }

  /** Designs the sealed sequential test; empty when the number of rollouts was fixed. */
  static Optional<SequentialTest> design(TrialResult result) {
    TrialPlan.Analysis analysis = result.plan().analysis();
    if (!analysis.isSequential()) {
      return Optional.empty();
    }
    return Optional.of(
        DecisionRule.method(analysis.test())
            .design(
                alphaPerDirection(result),
                result.plan().rollouts(),
                result.plan().seed() & Long.MAX_VALUE));
  }

  /** Replays a trial; empty when its test is not sequential. */
  static List<SequentialPath> of(TrialResult result) {
    Optional<SequentialTest> design = design(result);
    if (design.isEmpty()) {
      return List.of();
    }
    SequentialTest test = design.get();
    List<String> names = result.policies().stream().map(TestedPolicy::name).toList();
    List<SequentialPath> paths = new ArrayList<>();
    for (String task : result.tasks()) {
      List<Map<String, Boolean>> bundles = bundles(result, task, names.size());
      for (int a = 0; a < names.size(); a++) {
        for (int b = a + 1; b < names.size(); b++) {
          SequentialRun run =
              new SequentialRun(test, DecisionRule.stream(result.tasks().indexOf(task), a, b));
          paths.add(replay(test, run, task, names.get(a), names.get(b), bundles));
        }
      }
    }
    return List.copyOf(paths);
  }

  /** Outcomes by policy of each bundle of a task, in sealed order. */
  private static List<Map<String, Boolean>> bundles(TrialResult result, String task, int size) {
    List<Map<String, Boolean>> bundles = new ArrayList<>();
    int open = -1;
    for (TrialOutcome outcome : result.outcomes()) {
      if (outcome.task().equals(task)) {
        if (outcome.index() / size != open) {
          open = outcome.index() / size;
          bundles.add(new HashMap<>());
        }
        bundles.getLast().put(outcome.policy(), outcome.success());
      }
    }
    return bundles;
  }

  private static SequentialPath replay(
      SequentialTest test,
      SequentialRun run,
      String task,
      String a,
      String b,
      List<Map<String, Boolean>> bundles) {
    List<Point> points = new ArrayList<>();
    boolean wealth = test.maximumPairs().isEmpty();
    int lead = 0;
    for (Map<String, Boolean> bundle : bundles) {
      if (!run.finished() && bundle.containsKey(a) && bundle.containsKey(b)) {
        run.observe(bundle.get(a), bundle.get(b));
        lead += (bundle.get(a) ? 1 : 0) - (bundle.get(b) ? 1 : 0);
        OptionalInt boundary = run.decidingLead();
        points.add(
            new Point(
                wealth ? wealth(run.evidence()) : lead,
                boundary.isPresent() ? boundary.getAsInt() : Double.NaN));
      }
    }
    OptionalInt maximum = test.maximumPairs();
    return new SequentialPath(
        new Figures(
            task,
            a,
            b,
            run.decision().name().toLowerCase(Locale.ROOT),
            run.stop().isPresent() ? run.stop().getAsInt() : null,
            run.pairs(),
            maximum.isPresent() ? maximum.getAsInt() : null,
            test.alphaPerDirection()),
        List.copyOf(points),
        wealth,
        wealth ? -Math.log10(test.alphaPerDirection()) : 0);
  }

  private static double wealth(Map<String, Double> evidence) {
    double a = evidence.get("log_e_a_greater");
    double b = evidence.get("log_e_b_greater");
    return (a >= b ? a : -b) / Math.log(10);
  }
}
