/**
 * Unitree's humanoids by their low-level topics: {@code rt/lowcmd} and {@code rt/lowstate} of plain
 * DDS, at 500 Hz.
 *
 * <p>{@link org.pollex.ros.unitree.Family} tells the two families of messages apart (G1 and H1-2:
 * {@code unitree_hg}, H1: {@code unitree_go}). Each message ends in a checksum that is not over
 * what is on the wire but over the C structure in the robot's memory, with its gaps: {@link
 * org.pollex.ros.unitree.NativeImage} lays a message out like that, {@link
 * org.pollex.ros.unitree.UnitreeCrc} sums it up.
 *
 * <p>Written after Unitree's published message definitions. No physical robot was driven with it.
 */
package org.pollex.ros.unitree;
