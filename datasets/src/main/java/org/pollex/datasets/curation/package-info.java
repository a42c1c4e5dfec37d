/**
 * New files from old ones: {@link Curation} merges files, keeps a selection, divides episodes into
 * training and validation, and applies an {@link EpisodeChange} to each, such as an {@link
 * EpisodeEdit}. Nothing is changed in place, what a new file cannot carry is named, and what was
 * edited is kept with its old value in the {@link Provenance}.
 */
package org.pollex.datasets.curation;
