/**
 * Behavioural cloning. So far its simplest form, nearest-neighbour behaviour on the robot's own
 * state, which needs no training and is the baseline for one demonstration.
 */
package org.pollex.policies.cloning;
