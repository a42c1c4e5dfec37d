package org.pollex.eval.trial.seal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The order of trials: randomized in blocks. Replicate by replicate, the tasks come in random
 * order; each (task, replicate) is a bundle, one initial condition that every policy meets once, in
 * random order. An interrupted trial is therefore balanced up to one replicate.
 */
public final class TrialOrder {
  private TrialOrder() {}

  /**
   * One place in the order.
   *
   * @param task index of the task
   * @param replicate index of the initial condition within the task
   * @param policy index of the policy
   */
  public record Place(int task, int replicate, int policy) {}

  /** Draws the order. */
  public static List<Place> draw(int tasks, int replicates, int policies, RandomGenerator random) {
    List<Place> order = new ArrayList<>(tasks * replicates * policies);
    for (int replicate = 0; replicate < replicates; replicate++) {
      for (int task : shuffled(tasks, random)) {
        for (int policy : shuffled(policies, random)) {
          order.add(new Place(task, replicate, policy));
        }
      }
    }
    return order;
  }

  private static List<Integer> shuffled(int count, RandomGenerator random) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(numbers, random);
    return numbers;
  }
}
