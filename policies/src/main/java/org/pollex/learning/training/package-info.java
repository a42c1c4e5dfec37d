/**
 * Training runs: a folder with the configuration, metrics as JSON Lines and one checkpoint that is
 * always whole. What a step is fed depends on its number alone, so a run that is killed goes on bit
 * for bit from its last checkpoint.
 */
package org.pollex.learning.training;
