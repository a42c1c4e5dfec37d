/**
 * Policies that learn nothing: the benchmark's own expert as the ceiling, zero and random actions
 * as the floor.
 */
package org.pollex.policies.scripted;
