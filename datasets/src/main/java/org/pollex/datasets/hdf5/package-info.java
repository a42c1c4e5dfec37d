/**
 * Demonstrations in HDF5, in the layout of robomimic, so that h5py, {@code h5dump}, robomimic and
 * Pollex read the same file.
 *
 * <p>{@link DemonstrationWriter} writes with the HDF5 C library under a temporary name and moves
 * the finished file into place. {@link DemonstrationFile} reads with a pure-Java library, chunk by
 * chunk, files of Pollex and of other robomimic-shaped sources alike; it follows no links out of
 * the file and checks every size before it allocates. {@code docs/DATA.md} lists groups, data sets
 * and attributes with their units and frames.
 */
package org.pollex.datasets.hdf5;
