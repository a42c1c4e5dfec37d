/**
 * The engine that drives policies in worlds: one loop for development rollouts, recording and
 * trials.
 *
 * <p>{@link org.pollex.policies.rollout.RolloutEngine} keeps every slot of a world busy with a
 * queue of {@link org.pollex.policies.rollout.RolloutRequest}s; slots run their own episodes but
 * are stepped together. An episode's outcome does not depend on which slot ran it or on what ran
 * beside it.
 */
package org.pollex.policies.rollout;
