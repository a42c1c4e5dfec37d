/**
 * The demonstration index: one folder with everything needed to answer "which demonstration fits
 * this instruction and this object?", and the demonstrations themselves, so that it can be moved.
 *
 * <p>{@link org.pollex.retrieval.index.IndexBuilder} makes it from files of demonstrations, {@link
 * org.pollex.retrieval.index.DemonstrationIndex} opens and queries it. The manifest is JSON, the
 * numbers are raw little-endian blocks; both carry SHA-256 digests that are checked on opening.
 */
package org.pollex.retrieval.index;
