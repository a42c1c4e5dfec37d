/**
 * The journal: an append-only file of records that survives a killed process and shows every later
 * change.
 *
 * <p>Episodes and trial outcomes are appended here first; HDF5 files and reports are derived from
 * it and can be rebuilt. A file is a header ({@link JournalHeader}: kind and metadata) followed by
 * frames. Each frame carries its length, a type, two CRC32C checksums and a SHA-256 hash over the
 * hash of the frame before it, so that a torn tail, a flipped byte and a replaced record are told
 * apart and named by file, record number and byte offset. {@code docs/DATA.md} gives the format
 * byte by byte.
 *
 * <p>{@link JournalWriter} appends, one writer at a time. {@link JournalReader} hands out the
 * records and refuses damage. {@link JournalVerification} reads everything it can and lists every
 * {@link Finding}. All three walk the file with the same {@link JournalScanner}.
 */
package org.pollex.datasets.journal;
