/**
 * New files from old ones: {@link Curation} merges files, keeps a selection, and divides episodes
 * into training and validation. Nothing is changed in place, and what a new file cannot carry is
 * named before it is written.
 */
package org.pollex.datasets.curation;
