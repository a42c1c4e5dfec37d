package org.pollex.eval.statistics.planning;

import java.util.List;
import java.util.Optional;
import org.pollex.eval.statistics.sequential.SequentialMethod;

/**
 * A study to be simulated.
 *
 * @param rates true success rate of each policy, the same in every task; two policies or more
 * @param tasks number of tasks
 * @param trials rollouts of each policy in each task; the maximum if the test is sequential
 * @param alpha family-wise error rate of the pairs of a family
 * @param sequential the sequential test of every pair, each direction at alpha / (2 pairs); empty
 *     for Barnard's test after all rollouts, corrected by Holm's method
 */
public record StudyDesign(
    List<Double> rates,
    int tasks,
    int trials,
    double alpha,
    Optional<SequentialMethod> sequential) {

  public StudyDesign {
    rates = List.copyOf(rates);
    if (rates.size() < 2 || rates.stream().anyMatch(rate -> !(rate >= 0 && rate <= 1))) {
      throw new IllegalArgumentException(
          "given rates %s; allowed: two or more, each from 0 to 1".formatted(rates));
    }
    if (tasks < 1 || trials < 1) {
      throw new IllegalArgumentException(
          "given %d tasks of %d rollouts; allowed: at least 1 each".formatted(tasks, trials));
    }
  }

  int pairs() {
    return rates.size() * (rates.size() - 1) / 2;
  }
}
