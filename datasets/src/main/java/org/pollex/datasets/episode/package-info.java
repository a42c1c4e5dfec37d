/**
 * Demonstrations as episodes: what was asked, what happened at every step, how it ended.
 *
 * <p>{@link EpisodeRecorder} appends steps to a journal while they happen; an episode counts once
 * it is finished, and then survives whatever happens to the process. Many episodes may be recorded
 * at once, one per slot of a batched world. {@link EpisodeJournal} reads the finished ones back
 * from any prefix of a journal, and the unfinished ones marked as such.
 *
 * <p>Streams are named as they will be in HDF5: {@code obs/...} for observations, {@code actions},
 * {@code rewards}, {@code dones}, {@code states}. Row t of every stream belongs to step t: the
 * observation <em>before</em> action t, the action, and the reward that it earned.
 */
package org.pollex.datasets.episode;
