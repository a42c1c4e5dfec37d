/**
 * The one safety gate. Every command to every robot, simulated ones included, passes it; what is
 * {@link org.pollex.hardware.safety.Approved} can be made nowhere else, and ports accept nothing
 * else.
 *
 * <p>{@link org.pollex.hardware.safety.SafetyGate} stands before worlds ({@link
 * org.pollex.hardware.safety.ActionGate}: actions) and before robots ({@link
 * org.pollex.hardware.safety.JointGate}: joints, every cycle). Beneath both are small pure
 * functions: {@code Checks} compares numbers with limits, {@code CycleChecks} judges clock, state
 * and command of a cycle, {@code Braking} and {@code BrakePath} know a joint's way to rest, {@code
 * ToolLimits} planes and cone. {@code StopMonitor} believes a stop only when it is measured, {@code
 * Tally} counts and tells every intervention.
 *
 * <p>The gate is software in the command path. It never replaces a robot's certified stops, its
 * speed and force limits, or the person at the emergency button.
 */
package org.pollex.hardware.safety;
