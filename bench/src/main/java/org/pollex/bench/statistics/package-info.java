/**
 * The figures of docs/STATISTICS.md: exact sizes of the sequential tests, the time of a design, and
 * the front of power against expected pairs.
 */
package org.pollex.bench.statistics;
