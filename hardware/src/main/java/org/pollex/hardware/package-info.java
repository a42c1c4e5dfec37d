/**
 * The room of robots: geometry, numbers, the World seam, and the safety gate in front of it.
 *
 * <p>Everything else in the house stands on this module, and it stands on nothing. Read {@link
 * org.pollex.hardware.world} first, then {@link org.pollex.hardware.safety}, then, for robots,
 * {@link org.pollex.hardware.driver}.
 */
package org.pollex.hardware;
