package org.pollex.ros.rtps;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Joins writers and readers of one topic, ours with others' and ours with ours. Ours are treated
 * like others' from then on: their messages go over the network too.
 */
final class Matchmaker {
  private final Guid own;
  private final InetSocketAddress receivesAt;
  private final Map<Integer, DataWriter> writers = new ConcurrentHashMap<>();
  private final Map<Integer, DataReader> readers = new ConcurrentHashMap<>();
  private final Map<Guid, Located> located = new LinkedHashMap<>();
  private final Map<List<Guid>, Mismatch> mismatches = new LinkedHashMap<>();
  private final List<NetworkListener> listeners = new CopyOnWriteArrayList<>();

  /** An endpoint, and where it receives: null if it cannot be reached. */
  private record Located(Endpoint endpoint, InetSocketAddress address) {}

  Matchmaker(Guid own, InetSocketAddress receivesAt) {
    this.own = own;
    this.receivesAt = receivesAt;
  }

  void listen(NetworkListener listener) {
    listeners.add(listener);
  }

  List<NetworkListener> listeners() {
    return listeners;
  }

  DataWriter writer(int entity) {
    return writers.get(entity);
  }

  DataReader reader(int entity) {
    return readers.get(entity);
  }

  Iterable<DataReader> readers() {
    return readers.values();
  }

  synchronized List<Endpoint> endpoints() {
    return located.values().stream().map(Located::endpoint).toList();
  }

  synchronized List<Mismatch> mismatches() {
    return List.copyOf(mismatches.values());
  }

  /** Builtin endpoints are joined by discovery itself. */
  void addBuiltin(DataWriter writer) {
    writers.put(writer.guid().entity(), writer);
  }

  void addBuiltin(DataReader reader) {
    readers.put(reader.guid().entity(), reader);
  }

  synchronized void add(DataWriter writer) {
    writers.put(writer.guid().entity(), writer);
    add(writer.endpoint(), receivesAt);
  }

  synchronized void add(DataReader reader) {
    readers.put(reader.guid().entity(), reader);
    add(reader.endpoint(), receivesAt);
  }

  /**
   * Adds an endpoint, or what is new about one, and joins it with those of its topic.
   *
   * @param address where it receives; null if it cannot be reached
   */
  synchronized void add(Endpoint endpoint, InetSocketAddress address) {
    Located added = new Located(endpoint, address);
    if (located.put(endpoint.guid(), added) == null) {
      listeners.forEach(l -> l.appeared(endpoint));
    }
    for (Located other : located.values()) {
      boolean oneOfOurs = isOurs(added) || isOurs(other);
      if (oneOfOurs && other.endpoint.topic().equals(endpoint.topic())) {
        if (endpoint.writer() && !other.endpoint.writer()) {
          join(added, other);
        } else if (!endpoint.writer() && other.endpoint.writer()) {
          join(other, added);
        }
      }
    }
  }

  private boolean isOurs(Located one) {
    return one.endpoint.guid().samePrefix(own);
  }

  private void join(Located writer, Located reader) {
    List<String> reasons = writer.endpoint.refusedBy(reader.endpoint);
    if (!reasons.isEmpty()) {
      Mismatch mismatch = new Mismatch(writer.endpoint, reader.endpoint, reasons);
      List<Guid> pair = List.of(writer.endpoint.guid(), reader.endpoint.guid());
      if (mismatches.put(pair, mismatch) == null) {
        listeners.forEach(l -> l.mismatched(mismatch));
      }
      return;
    }
    if (isOurs(reader) && writer.address != null) {
      readers
          .get(reader.endpoint.guid().entity())
          .match(writer.endpoint.guid(), writer.address, writer.endpoint.qos());
    }
    if (isOurs(writer) && reader.address != null) {
      writers
          .get(writer.endpoint.guid().entity())
          .match(reader.endpoint.guid(), reader.address, reader.endpoint.qos());
    }
  }

  synchronized void remove(Guid guid) {
    Located known = located.remove(guid);
    if (known == null) {
      return;
    }
    Endpoint gone = known.endpoint;
    mismatches.keySet().removeIf(pair -> pair.contains(guid));
    if (gone.writer()) {
      readers.values().forEach(r -> r.unmatch(guid));
    } else {
      writers.values().forEach(w -> w.unmatch(guid));
    }
    listeners.forEach(l -> l.vanished(gone));
  }

  synchronized void removeOwn(Guid guid) {
    writers.remove(guid.entity());
    readers.remove(guid.entity());
    remove(guid);
  }

  /** Removes everything of a participant. */
  synchronized void removeAllOf(Guid participant) {
    writers.values().forEach(w -> w.unmatchAllOf(participant));
    readers.values().forEach(r -> r.unmatchAllOf(participant));
    for (Guid guid : new ArrayList<>(located.keySet())) {
      if (guid.samePrefix(participant)) {
        remove(guid);
      }
    }
  }

  synchronized int countOf(Guid participant) {
    return (int) located.keySet().stream().filter(participant::samePrefix).count();
  }
}
