/**
 * What every world and every server of {@code sim.v1} must keep, as checks that run anywhere: in
 * the tests of each backend, and against any address through {@code pollex sim check}.
 *
 * <p>{@link org.pollex.sim.conformance.WorldChecks} looks through the World seam alone, so that a
 * backend without a wire can be held to them too; {@link org.pollex.sim.conformance.ContractChecks}
 * speaks the contract by hand, past the client, to see what a server does with repeated, missing
 * and malformed calls.
 */
package org.pollex.sim.conformance;
