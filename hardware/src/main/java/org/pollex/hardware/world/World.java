package org.pollex.hardware.world;

import java.util.List;
import org.pollex.hardware.safety.InterventionCounts;

/** One slot of a {@link WorldBatch}, for code that drives a single robot or episode. */
public final class World {
  private final WorldBatch batch;
  private final int slot;

  /** Takes one slot of a batch; the batch stays its owner and must outlive this view. */
  public World(WorldBatch batch, int slot) {
    this.batch = batch;
    this.slot = slot;
  }

  /** Starts an episode and returns its first observation. */
  public Observation reset(InitialCondition initialCondition) {
    return batch.reset(new int[] {slot}, List.of(initialCondition)).observation(0);
  }

  /** Executes one action; row 0 of the result is this slot. */
  public StepBatch step(float[] action) {
    return batch.step(ActionBatch.single(new int[] {slot}, new float[][] {action}));
  }

  /** Returns what the gate did to the commands since the last reset. */
  public InterventionCounts interventions() {
    return batch.interventions(slot);
  }
}
