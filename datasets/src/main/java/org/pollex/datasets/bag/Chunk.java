package org.pollex.datasets.bag;

import java.util.Set;

/**
 * A part of a bag that is read at once.
 *
 * @param start earliest log time in it
 * @param end latest
 * @param offset where its record begins in the file
 * @param length bytes of that record
 * @param size bytes in memory
 * @param connections the connections in it; empty if unknown
 */
record Chunk(long start, long end, long offset, long length, long size, Set<Integer> connections) {}
