package org.pollex.policies.rollout;

import org.pollex.hardware.world.InitialCondition;
import org.pollex.policies.Policy;

/**
 * One episode to run.
 *
 * @param id unique among the requests of a run
 * @param policy what acts
 * @param initialCondition where the episode starts
 * @param instruction what the policy is told
 * @param horizon steps after which the episode is cut off; at most the task's own
 * @param seed seed of whatever the policy draws
 */
public record RolloutRequest(
    String id,
    Policy policy,
    InitialCondition initialCondition,
    String instruction,
    int horizon,
    long seed) {}
