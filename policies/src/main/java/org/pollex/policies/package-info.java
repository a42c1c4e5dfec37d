/**
 * The Policy seam: whatever turns what a robot sees into what it should do next.
 *
 * <p>A {@link org.pollex.policies.Policy} starts a {@link org.pollex.policies.Policy.Session} for
 * each episode; the session answers each observation with a {@link org.pollex.policies.Decision}: a
 * chunk of actions, "finished", or "nothing suitable". Scripted experts, replay, MT3, learned
 * policies and a policy behind a socket are all this one type; evaluation and ROS do not know
 * which.
 */
package org.pollex.policies;
