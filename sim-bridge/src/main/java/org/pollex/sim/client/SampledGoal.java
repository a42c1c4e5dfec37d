package org.pollex.sim.client;

import org.pollex.hardware.world.InitialCondition;

/**
 * An initial condition and where it came from.
 *
 * @param condition task, parameters, and an id such as {@code MT1/42/reach-v3/7}
 * @param goalIndex position among the goals of its task
 * @param provenance SHA-256 over package version, benchmark, seed, task, index and parameters
 */
public record SampledGoal(InitialCondition condition, int goalIndex, String provenance) {
  static SampledGoal of(org.pollex.sim.v1.SampledTask task) {
    return new SampledGoal(
        ConditionCodec.decode(task.getCondition()), task.getGoalIndex(), task.getProvenance());
  }
}
