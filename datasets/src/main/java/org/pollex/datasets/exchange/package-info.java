/**
 * Demonstrations in the formats of other tools: Diffusion Policy's zarr, LeRobot's Parquet, MT3's
 * folders of NumPy files, MCAP files of one's own making, CSV tables, and bags of ROS 1 and ROS 2,
 * which are read by a map of topics to streams. {@link Conversion} goes from any format to any, and
 * says beforehand what the target cannot hold.
 *
 * <p>Every reader checks declared sizes before it takes memory, refuses names that lead out of a
 * folder, decodes no chunk beyond its declared size, and knows no pickles.
 */
package org.pollex.datasets.exchange;
