/**
 * Small pieces of safe storage that journals, data files, indexes and trials share: files that
 * appear whole or not at all ({@link AtomicFile}), JSON with one spelling ({@link CanonicalJson}),
 * digests ({@link Sha256}), and one translation of what an operating system says when a disk is
 * full, read-only or missing ({@link StorageFailure}).
 */
package org.pollex.datasets.storage;
