/**
 * Demonstrations to look at: {@link DatasetView} turns a file of episodes into one HTML page that
 * needs no network, with end-effector paths in 3-D, small plots of every episode, the cloud of the
 * first observation, statistics and metadata.
 */
package org.pollex.datasets.view;
