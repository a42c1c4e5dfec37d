package org.pollex.eval.report.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pollex.eval.statistics.planning.SampleSize;
import org.pollex.eval.statistics.sequential.OperatingCharacteristics;
import org.pollex.eval.statistics.sequential.SequentialTest;
import org.pollex.eval.trial.result.TestedPolicy;

/**
 * The power that the rollouts of a trial had against a true difference around the middle of the
 * scale. It is a property of the design and the numbers reached, not of the rates that were found:
 * "power at the observed difference" would only say the p-value again.
 *
 * @param difference true difference of two success rates, symmetric around one half
 * @param perTask power for one pair within a task
 * @param pooled power for one pair over all tasks; null where no pooled test was sealed
 */
public record PowerFigures(double difference, Double perTask, Double pooled) {
  private static final double[] DIFFERENCES = {.05, .1, .15, .2, .3, .4};

  /** The smallest numbers of rollouts count, and every pair is held to the strictest level. */
  static List<PowerFigures> of(Study study) {
    List<String> names = study.result().policies().stream().map(TestedPolicy::name).toList();
    int pairs = names.size() * (names.size() - 1) / 2;
    if (pairs == 0) {
      return List.of();
    }
    double level = study.comparison().settings().alpha() / pairs;
    int task =
        study.comparison().tasks().stream()
            .flatMap(family -> family.policies().stream())
            .mapToInt(policy -> policy.count().trials())
            .min()
            .orElse(0);
    int pooled =
        study.comparison().pooled().policies().stream()
            .mapToInt(policy -> policy.count().trials())
            .min()
            .orElse(0);
    Optional<SequentialTest> test = SequentialPath.design(study.result());
    List<PowerFigures> figures = new ArrayList<>();
    for (double difference : DIFFERENCES) {
      double a = .5 - difference / 2;
      double b = .5 + difference / 2;
      figures.add(
          test.isPresent()
              ? new PowerFigures(
                  difference,
                  test.get().exactly(a, b).map(OperatingCharacteristics::bGreater).orElse(null),
                  null)
              : new PowerFigures(
                  difference,
                  SampleSize.power(a, b, task, level),
                  SampleSize.power(a, b, pooled, level)));
    }
    return List.copyOf(figures);
  }
}
