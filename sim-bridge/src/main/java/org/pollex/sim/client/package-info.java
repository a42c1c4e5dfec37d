/**
 * The typed client of {@code sim.v1}.
 *
 * <p>{@link org.pollex.sim.client.SimulationClient} asks what a server offers and opens pools;
 * {@link org.pollex.sim.client.GrpcWorldPort} is such a pool behind the World seam. Steps travel
 * over the server's lane where there is one (same machine, Unix socket), else over one long-lived
 * gRPC stream, and are executed exactly once each, however often a lost answer makes the client ask
 * again: every call that moves a pool carries a sequence number, and {@code Attempts} repeats it
 * unchanged.
 */
package org.pollex.sim.client;
