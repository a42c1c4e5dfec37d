/**
 * Rows of streams where they lie: what training windows read at random. Files and folders that can
 * be read so are a {@link RowSource}: HDF5, and LeRobot's data sets. Any number of threads may read
 * {@link StoredRows}, each with a {@link RowScratch} of its own.
 */
package org.pollex.datasets.rows;
