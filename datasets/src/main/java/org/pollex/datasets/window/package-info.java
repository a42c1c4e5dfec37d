/**
 * Training windows: n observations and m actions around every step of many files.
 *
 * <p>{@link WindowStore} opens the streams that training reads: where they lie in the files, or
 * decoded once into memory outside of the heap. A {@link WindowRule} says which rows belong to a
 * window and how episode ends are padded, as robomimic or Diffusion Policy do. A {@link
 * WindowSequence} is the order of an epoch: {@link WindowOrder} shuffles uniformly and needs no
 * memory; {@link BlockOrder} shuffles within blocks of many episodes, so that compressed chunks are
 * decoded once. In both any position of any epoch can be asked for at once: an epoch is resumed by
 * its position and shared among workers by arithmetic. {@link WindowMixture} draws from several
 * stores by weight.
 *
 * <p>{@link WindowLoader} fills reusable {@link WindowBatch}es ahead of training. {@link
 * Normalizer} scales streams by figures of the same store, measured by a {@link NormalizerRule};
 * {@link NormalizerSet} keeps them in a file together with the digest of their data.
 */
package org.pollex.datasets.window;
