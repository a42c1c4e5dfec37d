/**
 * Recorded episodes wherever they lie: {@link EpisodeSource} opens a file by its content, not by
 * its suffix, and gives episodes; {@link DatasetSummary} and {@link DatasetVerification} tell what
 * is in it and whether it is whole.
 */
package org.pollex.datasets.source;
