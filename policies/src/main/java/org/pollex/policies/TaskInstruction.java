package org.pollex.policies;

import org.pollex.hardware.world.ActionSpec;

/**
 * What a policy is told at the start of an episode.
 *
 * @param text the instruction in plain words, for example {@code open the door}
 * @param horizon steps after which the episode is cut off
 * @param seed seed of whatever the policy draws in this episode
 * @param actions what the world's actions mean
 */
public record TaskInstruction(String text, int horizon, long seed, ActionSpec actions) {}
