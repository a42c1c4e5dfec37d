package org.pollex.ros.rtps;

import java.nio.ByteBuffer;

/** The parts of a packet that carry data or say what arrived (DDSI-RTPS 2.5, 9.4.5). */
sealed interface Submessage {
  /** The reader it is for; {@link EntityId#UNKNOWN} is all of the writer's. */
  int reader();

  /** The writer it is of, or for. */
  int writer();

  /**
   * What rides in front of a message's payload.
   *
   * @param related the message that it answers, or null
   * @param disposed the writer says that the named instance is gone
   * @param key the instance's name, where it is one of 16 bytes; or null
   */
  record Inline(SampleIdentity related, boolean disposed, Guid key) {
    static final Inline NONE = new Inline(null, false, null);
  }

  /**
   * A message.
   *
   * @param payload valid only until the packet is done; null if there is none
   * @param key the payload is the key of an instance, not a message
   */
  record Data(int reader, int writer, long sequence, Inline inline, ByteBuffer payload, boolean key)
      implements Submessage {}

  /**
   * Fragments of a message.
   *
   * @param first number of the first one, from 1
   * @param count how many follow each other here
   * @param size bytes of each but the last
   * @param total bytes of the message
   */
  record DataFrag(
      int reader,
      int writer,
      long sequence,
      Inline inline,
      long first,
      int count,
      int size,
      int total,
      ByteBuffer payload)
      implements Submessage {}

  /** A writer has the messages from {@code first} to {@code last}. */
  record Heartbeat(int reader, int writer, long first, long last, boolean isFinal, boolean alive)
      implements Submessage {}

  /** A writer has sent the fragments of a message up to {@code last}. */
  record HeartbeatFrag(int reader, int writer, long sequence, long last) implements Submessage {}

  /** A reader has everything below the set's base and misses what is in the set. */
  record AckNack(int reader, int writer, SequenceSet missing, boolean isFinal)
      implements Submessage {}

  /** A reader misses fragments. */
  record NackFrag(int reader, int writer, long sequence, SequenceSet missing)
      implements Submessage {}

  /** Messages from {@code start} to below the set's base, and those in it, will not come. */
  record Gap(int reader, int writer, long start, SequenceSet beyond) implements Submessage {}
}
