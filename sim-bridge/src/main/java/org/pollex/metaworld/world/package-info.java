/**
 * Meta-World in this process behind the World seam: the same streams, goals and fingerprint as the
 * simulation server's, without the server.
 *
 * <p>{@link org.pollex.metaworld.world.NativeMetaworld} is the way in; {@link
 * org.pollex.metaworld.world.NativeWorldPort} steps the slots on all cores.
 */
package org.pollex.metaworld.world;
