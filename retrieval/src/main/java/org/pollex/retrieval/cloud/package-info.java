/**
 * Point clouds: what a depth camera leaves of an object once it is segmented.
 *
 * <p>A {@link org.pollex.retrieval.cloud.PointCloud} is immutable and carries its frame and, where
 * known, the position of the camera. The rest of the package reads clouds from files ({@link
 * org.pollex.retrieval.cloud.CloudReader}: PLY, PCD, NPY and text, told apart by content) and makes
 * them fit for use: {@link org.pollex.retrieval.cloud.VoxelGrid} thins, {@link
 * org.pollex.retrieval.cloud.OutlierFilter} cleans, {@link org.pollex.retrieval.cloud.KdTree} finds
 * neighbours, {@link org.pollex.retrieval.cloud.Normals} finds the surface.
 */
package org.pollex.retrieval.cloud;
