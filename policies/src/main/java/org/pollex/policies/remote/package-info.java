/**
 * A policy in another process, behind {@code policy.v1} (see {@code policies/proto}).
 *
 * <p>{@link org.pollex.policies.remote.HostProcess} starts the other process and ends it with this
 * one; {@link org.pollex.policies.remote.PolicyConnection} makes its policies look like any other
 * {@link org.pollex.policies.Policy}, and asks for all sessions that wait for a decision in one
 * message. On the other side {@link org.pollex.policies.remote.PolicyHost} serves whatever a {@link
 * org.pollex.policies.remote.PolicySource} opens by its handle.
 *
 * <p>{@link org.pollex.policies.remote.EndpointPolicy} is a policy of a lab's own stack, in any
 * language, behind the same contract.
 *
 * <p>A blinded trial rests on this separation: its host alone knows which policy a handle means,
 * and what comes back is actions and an opaque note.
 */
package org.pollex.policies.remote;
