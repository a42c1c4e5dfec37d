package org.pollex.hardware.world;

import java.util.Arrays;

/**
 * Where an episode starts: a task and the numbers that place its objects.
 *
 * @param task the task's id in its world, for example {@code door-open-v3}
 * @param parameters the placement, in the order and units of the task's {@link TaskSpec};
 *     Meta-World calls it {@code rand_vec}
 * @param id a name that is unique within its plan or data set, for example {@code door-open-v3/17}
 */
public record InitialCondition(String task, double[] parameters, String id) {
  /** Copies the parameters. */
  public InitialCondition {
    parameters = parameters.clone();
  }

  @Override
  public double[] parameters() {
    return parameters.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InitialCondition that
        && task.equals(that.task)
        && Arrays.equals(parameters, that.parameters)
        && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return 31 * task.hashCode() + Arrays.hashCode(parameters);
  }

  @Override
  public String toString() {
    return id + " " + task + " " + Arrays.toString(parameters);
  }
}
