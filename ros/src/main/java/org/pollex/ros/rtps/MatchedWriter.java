package org.pollex.ros.rtps;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a reader knows of one of its writers: which message comes next, which came too early, and
 * which never will.
 */
final class MatchedWriter {
  final Guid guid;
  final InetSocketAddress address;
  final boolean reliable;
  private final TreeMap<Long, Sample> early = new TreeMap<>();
  private final Set<Long> skipped = new HashSet<>();
  private final Map<Long, Partial> partials = new HashMap<>();
  private long earlyBytes;
  private long next = 1;
  private long announced;
  private boolean synced;

  /** Messages that the writer gave up, or that got lost on the way from a best-effort one. */
  long lost;

  /** Requests sent so far: each is numbered. */
  int requests;

  /** Whether a request is to be repeated. */
  boolean asking;

  MatchedWriter(Guid guid, InetSocketAddress address, boolean reliable) {
    this.guid = guid;
    this.address = address;
    this.reliable = reliable;
  }

  /** Whether a message is still wanted. */
  boolean wants(long sequence) {
    boolean ahead = reliable && sequence >= next + Limits.WINDOW;
    return sequence >= next && !ahead && !early.containsKey(sequence);
  }

  /** Takes a message; what is in order now goes to {@code ready}. */
  void accept(Sample sample, List<Sample> ready) {
    long sequence = sample.sequence();
    if (!reliable) {
      lost += synced ? sequence - next : 0;
      synced = true;
      next = sequence + 1;
      partials.keySet().removeIf(old -> old < next);
      ready.add(sample);
    } else if (sequence == next) {
      next++;
      ready.add(sample);
      drain(ready);
    } else if (earlyBytes + sample.payload().length <= Limits.WAITING_BYTES) {
      early.put(sequence, sample);
      earlyBytes += sample.payload().length;
    }
  }

  private void drain(List<Sample> ready) {
    while (true) {
      Sample sample = early.remove(next);
      if (sample != null) {
        earlyBytes -= sample.payload().length;
        ready.add(sample);
      } else if (!skipped.remove(next)) {
        return;
      }
      next++;
    }
  }

  /** Everything before {@code first} will not come, or came. */
  private void advance(long first, List<Sample> ready) {
    Iterator<Sample> before = early.headMap(first).values().iterator();
    while (before.hasNext()) {
      Sample sample = before.next();
      before.remove();
      earlyBytes -= sample.payload().length;
      ready.add(sample);
      lost--;
    }
    lost += synced ? first - next : 0;
    next = first;
    skipped.removeIf(old -> old < first);
    drain(ready);
  }

  void heartbeat(long first, long last, List<Sample> ready) {
    if (first > next && first <= last + 1) {
      advance(first, ready);
    }
    synced = true;
    announced = Math.max(announced, last);
  }

  void gap(long start, SequenceSet beyond, List<Sample> ready) {
    long end = beyond.base();
    if (start <= next && end > next) {
      long before = lost;
      advance(end, ready);
      lost = before;
    } else {
      for (long i = Math.max(start, next); i < Math.min(end, next + Limits.WINDOW); i++) {
        skipped.add(i);
      }
    }
    for (int i = 0; i < beyond.count(); i++) {
      if (beyond.has(i)) {
        skip(end + i);
      }
    }
    drain(ready);
  }

  /** One message will not come. */
  void skip(long sequence) {
    if (wants(sequence)) {
      skipped.add(sequence);
    }
  }

  void skip(long sequence, List<Sample> ready) {
    skip(sequence);
    drain(ready);
  }

  // Fragments.

  Partial partial(long sequence) {
    return partials.get(sequence);
  }

  int partials() {
    return partials.size();
  }

  void put(long sequence, Partial partial) {
    partials.put(sequence, partial);
  }

  Partial remove(long sequence) {
    return partials.remove(sequence);
  }

  /** Drops what is no longer wanted; returns how many bytes that frees. */
  long dropOldPartials() {
    long bytes = 0;
    for (var all = partials.entrySet().iterator(); all.hasNext(); ) {
      var one = all.next();
      if (one.getKey() < next) {
        bytes += one.getValue().data.length;
        all.remove();
      }
    }
    return bytes;
  }

  /** Returns the bytes of all messages that have not arrived in full. */
  long partialBytes() {
    return partials.values().stream().mapToLong(p -> p.data.length).sum();
  }

  // What to ask for.

  /** Whether the writer has messages that are missing here. */
  boolean behind() {
    for (long i = next; i <= announced && i < next + Limits.SET_BITS; i++) {
      if (!early.containsKey(i) && !skipped.contains(i)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the missing messages of which nothing has come yet. */
  SequenceSet missing() {
    SequenceSet set = SequenceSet.above(next);
    for (long i = next; i <= announced && i < next + Limits.SET_BITS; i++) {
      if (!early.containsKey(i) && !skipped.contains(i) && !partials.containsKey(i)) {
        set = set.with(i);
      }
    }
    return set;
  }

  /** Returns the messages of which something is missing, up to the last that was announced. */
  List<Long> incomplete() {
    return partials.keySet().stream().filter(s -> s >= next && s <= announced).sorted().toList();
  }
}
