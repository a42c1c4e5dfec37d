package org.pollex.policies.rollout;

import org.pollex.hardware.world.Observation;

/**
 * One executed action of an episode.
 *
 * @param request the episode
 * @param before the observation that the action answered
 * @param proposed the policy's action
 * @param executed the action that the safety gate let through
 * @param after the observation after it
 * @param reward the world's reward
 * @param success the success predicate after it
 */
public record RolloutStep(
    RolloutRequest request,
    Observation before,
    float[] proposed,
    float[] executed,
    Observation after,
    double reward,
    boolean success) {}
