package org.pollex.datasets.journal;

/** When appended records are forced to the storage device. */
public enum SyncPolicy {
  /** {@link JournalWriter#append} returns only after the record is on the device. */
  EACH_RECORD,
  /**
   * Records reach the operating system at once, and the device at {@link JournalWriter#sync} and at
   * close: a killed process loses nothing, a power failure may lose what was not synced.
   */
  EXPLICIT
}
