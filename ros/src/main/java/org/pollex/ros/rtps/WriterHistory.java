package org.pollex.ros.rtps;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a writer keeps for repair and for late readers, within a number and a sum of bytes. */
final class WriterHistory {
  private final TreeMap<Long, Kept> kept = new TreeMap<>();
  private long bytes;

  /**
   * A message that was written.
   *
   * @param inline inline QoS, or null
   * @param key true if the payload is a key alone: the instance is gone
   */
  record Kept(long sequence, byte[] payload, byte[] inline, boolean key, long epochNanos) {}

  /** Adds the newest message; the oldest make room for it. */
  void add(Kept message, int most) {
    kept.put(message.sequence(), message);
    bytes += message.payload().length;
    while (kept.size() > most || bytes > Limits.HISTORY_BYTES) {
      bytes -= kept.pollFirstEntry().getValue().payload().length;
    }
  }

  /** Returns a message, or null if it is not kept any more. */
  Kept get(long sequence) {
    return kept.get(sequence);
  }

  /** Returns the oldest number that is kept, or {@code none}. */
  long oldest(long none) {
    return kept.isEmpty() ? none : kept.firstKey();
  }

  int size() {
    return kept.size();
  }

  /** Whether a writer that loses nothing has to wait. */
  boolean full() {
    return kept.size() >= Limits.HISTORY_MESSAGES || bytes >= Limits.HISTORY_BYTES / 2;
  }

  Collection<Kept> all() {
    return List.copyOf(kept.values());
  }

  /** Forgets messages up to a number: all of them, or only those that said "gone". */
  void forgetUpTo(long sequence, boolean onlyKeys) {
    var old = kept.headMap(sequence, true).entrySet().iterator();
    while (old.hasNext()) {
      Map.Entry<Long, Kept> entry = old.next();
      if (entry.getValue().key() || !onlyKeys) {
        bytes -= entry.getValue().payload().length;
        old.remove();
      }
    }
  }

  /** Forgets one message, if it is kept. */
  void forget(long sequence) {
    Kept message = kept.remove(sequence);
    if (message != null) {
      bytes -= message.payload().length;
    }
  }

  void clear() {
    kept.clear();
    bytes = 0;
  }
}
