package org.pollex.ros.rtps;

/**
 * Hears what a participant learns about the network. Called on the receiving side: must not block.
 */
public interface NetworkListener {
  /** A participant has appeared. */
  default void appeared(ParticipantInfo participant) {}

  /** A participant is gone: it said so, or its lease ran out. */
  default void vanished(ParticipantInfo participant) {}

  /** A writer or reader has appeared, of another participant or of this one. */
  default void appeared(Endpoint endpoint) {}

  /** A writer or reader is gone. */
  default void vanished(Endpoint endpoint) {}

  /** A writer and a reader, one of them ours, do not fit each other. */
  default void mismatched(Mismatch mismatch) {}
}
