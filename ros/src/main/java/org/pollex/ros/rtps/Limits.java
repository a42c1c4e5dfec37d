package org.pollex.ros.rtps;

/** What a packet may claim about itself or about the network before it is believed. */
final class Limits {
  /** Largest datagram over UDP and IPv4, bytes. */
  static final int DATAGRAM = 65_507;

  /** Largest message, bytes; larger ones are refused on both sides. */
  static final int MESSAGE = 1 << 26;

  /** Most bytes of messages that wait for their missing fragments, in a participant. */
  static final long PARTIAL_BYTES = 1L << 27;

  /** Most messages of one writer that wait for their missing fragments. */
  static final int PARTIAL_MESSAGES = 16;

  /** Most bytes of messages of one writer that wait for an earlier one. */
  static final long WAITING_BYTES = 1L << 26;

  /** Furthest ahead of the next message that one is kept. */
  static final int WINDOW = 4096;

  /** Most participants seen at once. */
  static final int PARTICIPANTS = 256;

  /** Most endpoints seen of one participant. */
  static final int ENDPOINTS = 4096;

  /** Most addresses of one participant or endpoint. */
  static final int LOCATORS = 16;

  /** Longest name of a topic or type, characters. */
  static final int NAME = 1024;

  /** Most bytes of user data. */
  static final int USER_DATA = 1 << 16;

  /** Most bytes of messages that a writer keeps for repair and for late readers. */
  static final long HISTORY_BYTES = 1L << 28;

  /** Most messages that a keep-all writer keeps until all readers have them. */
  static final int HISTORY_MESSAGES = 1 << 16;

  /** Most bits of a set of sequence or fragment numbers: the standard's own limit. */
  static final int SET_BITS = 256;

  private Limits() {}
}
