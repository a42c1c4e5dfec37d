package org.pollex.hardware.world;

import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.safety.ActionGate;
import org.pollex.hardware.safety.ApprovedActions;
import org.pollex.hardware.safety.InterventionCounts;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.hardware.safety.SafetyProfile;

/**
 * N slots of a world, stepped together, behind the safety gate. Not safe for use by several
 * threads.
 *
 * <pre>{@code
 * try (WorldBatch world = new WorldBatch(port, SafetyProfile.metaworld())) {
 *   StepBatch first = world.reset(new int[] {0}, List.of(initialCondition));
 *   StepBatch next = world.step(ActionBatch.single(new int[] {0}, new float[][] {{0, 0, 1, -1}}));
 * }
 * }</pre>
 */
public final class WorldBatch implements AutoCloseable {
  private final WorldPort port;
  private final ActionGate gate;
  private ApprovedActions lastApproved;

  /** Puts a gate with the given profile in front of a port, which this batch now owns. */
  public WorldBatch(WorldPort port, SafetyProfile profile) {
    this.port = port;
    this.gate =
        SafetyGate.forWorld(profile, port.actionSpec(), port.slots(), port.info().realTime());
  }

  /** Returns what stands behind this world. */
  public WorldInfo info() {
    return port.info();
  }

  /** Returns the number of slots. */
  public int slots() {
    return port.slots();
  }

  /** Returns what an action means. */
  public ActionSpec actionSpec() {
    return port.actionSpec();
  }

  /** Returns the streams of every observation. */
  public ObservationSpec observationSpec() {
    return port.observationSpec();
  }

  /** Returns the tasks that slots can take, by id. */
  public Map<String, TaskSpec> tasks() {
    return port.tasks();
  }

  /**
   * Starts episodes; the slots' intervention counts start again at zero.
   *
   * @return first observations, one row per slot in the given order
   * @throws BadInputException for a task that this world does not have
   */
  public StepBatch reset(int[] slots, List<InitialCondition> initialConditions) {
    for (int i = 0; i < slots.length; i++) {
      TaskSpec task = task(initialConditions.get(i).task());
      gate.beginEpisode(slots[i], task.commandBox());
    }
    StepBatch first = port.reset(slots, initialConditions);
    gate.observe(first);
    return first;
  }

  /**
   * Executes one action per slot.
   *
   * @return one row per slot, in the given order
   * @throws org.pollex.hardware.safety.UnsafeCommandException when the gate refuses an action; no
   *     slot is stepped then
   */
  public StepBatch step(ActionBatch actions) {
    if (actions.steps() != 1) {
      throw new BadInputException(
          actions.steps() + " actions per slot given to step", "Use stepChunk for chunks.");
    }
    return stepChunk(actions, false).getFirst();
  }

  /**
   * Executes K actions per slot open loop; see {@link WorldPort#step}. Every one of them passes the
   * gate before the first is executed.
   */
  public List<StepBatch> stepChunk(ActionBatch actions, boolean stopAtSuccess) {
    lastApproved = gate.approve(actions);
    List<StepBatch> results = port.step(lastApproved, stopAtSuccess);
    results.forEach(gate::observe);
    return results;
  }

  /** Returns the actions of the last step as they were executed; null before the first. */
  public ApprovedActions lastApproved() {
    return lastApproved;
  }

  /** Returns what the gate did to a slot's commands since its last reset. */
  public InterventionCounts interventions(int slot) {
    return gate.interventions(slot);
  }

  private TaskSpec task(String id) {
    TaskSpec task = port.tasks().get(id);
    if (task == null) {
      throw BadInputException.unknownName("task", id, port.tasks().keySet());
    }
    return task;
  }

  @Override
  public void close() {
    port.close();
  }
}
