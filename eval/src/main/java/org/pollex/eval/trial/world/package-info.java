/**
 * The worlds that trials take place in: {@link org.pollex.eval.trial.world.TrialWorld} adds to the
 * World seam what only a trial needs, task sets and a sampler of initial conditions.
 */
package org.pollex.eval.trial.world;
