/**
 * The simulator's process: started, watched, and ended, or attached to where it runs already.
 *
 * <p>{@link org.pollex.sim.server.SimulationServer} owns the Python process; it waits for its ready
 * line, keeps the end of its log for error messages, and leaves neither process nor socket behind.
 */
package org.pollex.sim.server;
