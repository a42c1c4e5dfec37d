/**
 * The one safety gate. Every command to every robot, simulated ones included, passes it; {@link
 * org.pollex.hardware.safety.ApprovedActions} can be made nowhere else, and backends accept nothing
 * else.
 *
 * <p>The gate is software in the command path. It never replaces a robot's certified stops, its
 * speed and force limits, or the person at the emergency button.
 */
package org.pollex.hardware.safety;
