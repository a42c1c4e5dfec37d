/**
 * Self-collision by spheres.
 *
 * <p>A profile gives capsules; {@link org.pollex.hardware.collision.SelfCollision} covers each by
 * spheres in a fixed, documented way, and compares the spheres of links that may meet. It is coarse
 * on the safe side: spheres cover the capsules, but the capsules are an approximation of the links.
 */
package org.pollex.hardware.collision;
