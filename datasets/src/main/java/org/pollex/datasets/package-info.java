/**
 * The room of demonstrations: an append-only journal is the truth, HDF5 in the robomimic layout is
 * the exchange.
 *
 * <p>{@code storage} holds what safe files need (atomic writes, digests, one spelling of JSON).
 * {@code journal} appends checksummed, hash-chained records, for episodes and for trial outcomes
 * alike. {@code episode} records steps as they happen and reads finished episodes back from any
 * prefix. {@code hdf5} writes and reads the exchange format. {@code source} opens either by its
 * content, summarizes, verifies and recovers. {@code view} draws them on an offline page. {@code
 * curation} makes new files from old ones; {@code message} reads and writes the messages of ROS,
 * {@code bag} the containers that they are recorded in; {@code exchange} goes to and from other
 * formats; {@code window} feeds training.
 */
package org.pollex.datasets;
