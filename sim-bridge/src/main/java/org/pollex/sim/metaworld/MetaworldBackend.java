package org.pollex.sim.metaworld;

import java.util.List;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.sim.client.CatalogEntry;

/**
 * Meta-World as the rest of the house uses it, wherever it runs: its tasks, its official goals, its
 * worlds. {@link Metaworld} has it on a simulation server.
 *
 * <p>Task ids, goals of a seed, and what an action does from an initial condition are the same in
 * every back end; which streams are offered is not.
 */
public interface MetaworldBackend extends AutoCloseable {
  /** What its worlds say of themselves, known without opening one. */
  record Description(WorldInfo info, ActionSpec action, ObservationSpec offered) {}

  /** Returns everything that is known about each of the 50 tasks, in Meta-World's own order. */
  List<CatalogEntry> catalog();

  /** Returns what names of tasks and of sets of tasks mean. */
  TaskSets tasks();

  /** Returns what its worlds are, and every stream that they can give. */
  Description describe();

  /**
   * Returns the first official goals of a task, equal to those of {@code metaworld.MT1(task, seed)}
   * and its like.
   *
   * @param benchmark {@code MT1} or {@code ML1}
   * @param count at most 50
   */
  List<InitialCondition> goals(String benchmark, String task, int seed, int count);

  /**
   * Opens slots behind the safety gate.
   *
   * @param tasks ids of the tasks that slots may take
   * @param slots number of slots
   * @param streams names of the streams to deliver; clouds come at resets alone
   */
  WorldBatch open(List<String> tasks, int slots, List<String> streams);

  @Override
  void close();
}
