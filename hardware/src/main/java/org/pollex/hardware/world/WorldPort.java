package org.pollex.hardware.world;

import java.util.List;
import java.util.Map;
import org.pollex.hardware.safety.ApprovedActions;

/**
 * The inner side of a world, implemented by backends (a simulation server, MuJoCo in this process,
 * a robot over ROS). Not safe for use by several threads.
 *
 * <p>It takes {@link ApprovedActions}, which only the safety gate can make. Use it through {@link
 * WorldBatch}.
 */
public interface WorldPort extends AutoCloseable {
  /** Returns what stands behind this world. */
  WorldInfo info();

  /** Returns the number of slots. */
  int slots();

  /** Returns what an action means. */
  ActionSpec actionSpec();

  /** Returns the streams that this port was opened with. */
  ObservationSpec observationSpec();

  /** Returns the tasks that slots can take, by id. */
  Map<String, TaskSpec> tasks();

  /**
   * Starts episodes.
   *
   * @param slots slots to reset, each at most once
   * @param initialConditions one for each slot
   * @return the first observations, one row per slot in the given order, reset-only streams
   *     included
   */
  StepBatch reset(int[] slots, List<InitialCondition> initialConditions);

  /**
   * Executes the approved actions, all steps of a slot open loop.
   *
   * @param actions K actions for each of some slots
   * @param stopAtSuccess a slot stops within its K actions at its first success
   * @return for each executed step k = 0..K-1 the rows of the slots that executed it; slots that
   *     ended earlier (termination, truncation, success) have no row in later steps
   */
  List<StepBatch> step(ApprovedActions actions, boolean stopAtSuccess);

  @Override
  void close();
}
