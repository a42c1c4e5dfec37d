/**
 * Training windows: n observations and m actions around every step of many files.
 *
 * <p>{@link WindowStore} decodes the streams that training reads, once, into memory outside of the
 * heap. A {@link WindowRule} says which rows belong to a window and how episode ends are padded, as
 * robomimic or Diffusion Policy do. A {@link WindowOrder} is a shuffled order without state: any
 * position of any epoch can be asked for at once, so that an epoch is resumed by its position and
 * shared among workers by arithmetic. {@link WindowStore#fill} copies windows into a reusable
 * {@link WindowBatch}. {@link Normalizer} scales streams by figures of the same store.
 */
package org.pollex.datasets.window;
