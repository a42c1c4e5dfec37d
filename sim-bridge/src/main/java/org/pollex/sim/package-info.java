/**
 * The room of simulators: a typed client for the contract in {@code proto/}, which the Python
 * package in {@code server/} (and any other server) speaks.
 *
 * <p>{@link org.pollex.sim.server} starts and watches the Python process, {@link
 * org.pollex.sim.client} talks to it and puts its pools behind the World seam, {@link
 * org.pollex.sim.metaworld} knows Meta-World's tasks and goals.
 */
package org.pollex.sim;
