package org.pollex.policies;

/**
 * What a policy is told at the start of an episode.
 *
 * @param text the instruction in plain words, for example {@code open the door}
 * @param horizon steps after which the episode is cut off
 * @param seed seed of whatever the policy draws in this episode
 */
public record TaskInstruction(String text, int horizon, long seed) {}
