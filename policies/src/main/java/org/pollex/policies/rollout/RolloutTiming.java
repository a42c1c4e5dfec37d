package org.pollex.policies.rollout;

/**
 * Measured wall times of an episode; not reproducible, kept apart from outcomes.
 *
 * @param resetNanos policy's time for the first decision's preparation
 * @param act times of the policy's answers (shared by the sessions that were asked together)
 * @param step times of the world's steps (shared by the slots that were stepped together)
 */
public record RolloutTiming(long resetNanos, LatencyHistogram act, LatencyHistogram step) {}
