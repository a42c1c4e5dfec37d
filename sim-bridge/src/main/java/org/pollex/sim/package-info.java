/**
 * The room of simulators: a typed client for the contract in {@code proto/}, which the Python
 * package in {@code server/} (and any other server) speaks.
 */
package org.pollex.sim;
