package org.pollex.datasets.journal;

/**
 * One intact record of a journal.
 *
 * @param index number of the record in its file, from 0
 * @param offset byte offset of the record's frame in the file
 * @param type what the payload is, 0 to 65535; the meaning belongs to the journal's kind
 * @param payload the bytes as they were appended; owned by the receiver
 * @param hash the chain's hash up to and including this record
 */
public record JournalRecord(long index, long offset, int type, byte[] payload, ChainHash hash) {}
