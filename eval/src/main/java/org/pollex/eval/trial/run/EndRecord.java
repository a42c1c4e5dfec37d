package org.pollex.eval.trial.run;

/**
 * Closes the outcome chain of a sequential trial.
 *
 * @param used outcomes in the chain
 * @param trials trials that were sealed; the others were not needed
 */
public record EndRecord(int used, int trials) {}
