package org.pollex.ros.rtps;

import java.net.InetSocketAddress;

/** What a writer knows of one of its readers. */
final class MatchedReader {
  final Guid guid;
  final InetSocketAddress address;
  final boolean reliable;

  /** First message that is meant for it: those before were written before it came. */
  final long from;

  /** All up to here have arrived. */
  long acknowledged;

  MatchedReader(Guid guid, InetSocketAddress address, boolean reliable, long from) {
    this.guid = guid;
    this.address = address;
    this.reliable = reliable;
    this.from = from;
    this.acknowledged = from - 1;
  }
}
