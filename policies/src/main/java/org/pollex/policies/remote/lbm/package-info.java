/**
 * The interface that lbm_eval's simulation speaks to a policy, on both sides.
 *
 * <p>{@link org.pollex.policies.remote.lbm.LbmServer} serves any {@link
 * org.pollex.policies.Policy}: it keeps one episode per client, shows the policy the message's
 * poses, grippers and images as observation streams ({@link
 * org.pollex.policies.remote.lbm.LbmObservation}), unrolls its chunks, and turns its actions into
 * absolute targets ({@link org.pollex.policies.remote.lbm.LbmControl}). {@link
 * org.pollex.policies.remote.lbm.LbmPolicy} is the client: a policy that such a server answers for.
 */
package org.pollex.policies.remote.lbm;
