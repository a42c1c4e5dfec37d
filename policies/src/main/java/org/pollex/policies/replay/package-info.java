/**
 * Replay of a retrieved demonstration as it was recorded: MT3 without alignment, the baseline that
 * shows what alignment is worth.
 */
package org.pollex.policies.replay;
