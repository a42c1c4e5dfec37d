package org.pollex.datasets.journal;

import java.nio.file.Path;

/**
 * Something wrong in a journal, and where.
 *
 * @param file the journal
 * @param record number of the record, from 0; {@link #HEADER} for the file header
 * @param offset byte offset at which the damaged part starts
 * @param kind what is wrong
 * @param detail one sentence for a person
 */
public record Finding(Path file, long record, long offset, Kind kind, String detail) {
  /** In place of a record's number: the file header. */
  public static final long HEADER = -1;

  /** The ways in which a journal can be wrong. */
  public enum Kind {
    /** The file header does not pass its checks; nothing after it can be trusted. */
    HEADER_DAMAGED,
    /** A frame's own fields do not pass their checksum. */
    FRAME_DAMAGED,
    /** The payload does not pass its checksum. */
    PAYLOAD_DAMAGED,
    /** The checksums pass, the hash does not: a record was replaced, removed or inserted. */
    CHAIN_BROKEN,
    /** The file ends inside a record, as after a killed process; nothing before it is affected. */
    TORN_TAIL
  }

  @Override
  public String toString() {
    String where = record == HEADER ? "file header" : "record " + record;
    return file + ", " + where + ", offset " + offset + ": " + detail;
  }
}
