package org.pollex.eval.trial.world;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldInfo;

/** A world that a trial can take place in. Closing it ends whatever was started for it. */
public interface TrialWorld extends AutoCloseable {
  /** Opens a world by name. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens a world.
     *
     * @param name as in the plan
     * @throws org.pollex.errors.BadInputException for an unknown name
     */
    TrialWorld open(String name);
  }

  /** Returns what stands behind it. */
  WorldInfo info();

  /** Returns what an action means. */
  ActionSpec actionSpec();

  /** Returns every stream that it can give. */
  ObservationSpec observationSpec();

  /**
   * Returns the tasks behind names of tasks and of sets, in the given order, each once.
   *
   * @throws org.pollex.errors.BadInputException for an unknown name
   */
  Map<String, TaskSpec> tasks(List<String> names);

  /**
   * Draws initial conditions of a task.
   *
   * @param benchmark the sampler, for example {@code MT1}
   * @param count how many, at least 1
   * @return {@code count} conditions; the first of them do not depend on {@code count}
   * @throws org.pollex.errors.BadInputException for an unknown sampler, or when it has fewer
   */
  List<InitialCondition> sample(String benchmark, String task, long seed, int count);

  /**
   * Opens slots.
   *
   * @param tasks ids of the tasks that they will take
   * @param streams names of the streams to observe
   * @throws org.pollex.errors.RunFailedException when it is lost, now or later; everything that had
   *     not ended can be run again in a world opened anew
   */
  WorldBatch open(Collection<String> tasks, Collection<String> streams, int slots);

  @Override
  void close();
}
