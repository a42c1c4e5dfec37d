/**
 * The seam before robots: a {@link org.pollex.hardware.driver.RobotPort} gives measured states and
 * takes commands that passed the gate.
 */
package org.pollex.hardware.driver;
