/**
 * How many environment steps a second reach Java through the simulation server, side by side with
 * Meta-World's own vectorised environments in Python, on equal actions.
 *
 * <p>{@link org.pollex.bench.throughput.Throughput} alternates between the two, round by round, so
 * that both meet the same weather on a shared machine, and reports medians of ratios.
 */
package org.pollex.bench.throughput;
