/** How many rollouts, and what can they show? Answered before the first one is run. */
package org.pollex.eval.statistics.planning;
