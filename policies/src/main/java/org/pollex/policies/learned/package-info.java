/**
 * Policies that are trained: behavioural cloning by regression and by diffusion.
 *
 * <p>Both predict a {@link org.pollex.policies.learned.ActionChunk chunk} of future commands
 * relative to the hand, from a {@link org.pollex.policies.learned.Condition condition} made of the
 * last observations and the instruction's embedding. An {@link
 * org.pollex.policies.learned.Architecture} says with which network, and a {@link
 * org.pollex.policies.learned.PolicyFolder} holds the result: weights, normalisers, and what they
 * were made from.
 */
package org.pollex.policies.learned;
