/**
 * Meta-World as the rest of the house uses it: names of tasks and task sets, official goals, and
 * worlds behind the safety gate.
 */
package org.pollex.sim.metaworld;
