package org.pollex.metaworld.world;

import java.util.Arrays;
import java.util.Set;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;

/** Refuses initial conditions that a task does not have. */
final class Conditions {
  private Conditions() {}

  static void check(InitialCondition condition, Set<String> tasks) {
    if (!tasks.contains(condition.task())) {
      throw BadInputException.unknownName("task", condition.task(), tasks);
    }
    TaskSpec task = Tasks.of(condition.task());
    double[] given = condition.parameters();
    double[] low = task.randLow();
    double[] high = task.randHigh();
    boolean inside = given.length == low.length;
    for (int i = 0; inside && i < given.length; i++) {
      inside = low[i] <= given[i] && given[i] <= high[i];
    }
    String what = "initial condition " + Arrays.toString(given) + " of " + task.id();
    if (!inside) {
      throw new BadInputException(
          what,
          "Allowed: "
              + low.length
              + " numbers from "
              + Arrays.toString(low)
              + " to "
              + Arrays.toString(high)
              + ".");
    }
    if (!task.separated(given)) {
      throw new BadInputException(
          what,
          "Object and goal must be at least " + task.separation() + " m apart in the xy plane.");
    }
  }
}
