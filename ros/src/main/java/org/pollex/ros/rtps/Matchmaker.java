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
  private final InetSocketAddress receivesAt;
  private final Map<Integer, DataWriter> writers = new ConcurrentHashMap<>();
  private final Map<Integer, DataReader> readers = new ConcurrentHashMap<>();
  private final Map<Guid, Endpoint> endpoints = new LinkedHashMap<>();
  private final Map<List<Guid>, Mismatch> mismatches = new LinkedHashMap<>();
  private final List<NetworkListener> listeners = new CopyOnWriteArrayList<>();

  Matchmaker(InetSocketAddress receivesAt) {
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
    return List.copyOf(endpoints.values());
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
   * Adds an endpoint and joins it with ours.
   *
   * @param address where it receives; null if it cannot be reached
   */
  synchronized void add(Endpoint endpoint, InetSocketAddress address) {
    if (endpoints.put(endpoint.guid(), endpoint) == null) {
      listeners.forEach(l -> l.appeared(endpoint));
    }
    if (address == null) {
      return;
    }
    if (endpoint.writer()) {
      for (DataReader reader : readers.values()) {
        if (fits(endpoint, reader.endpoint())) {
          reader.match(endpoint.guid(), address, endpoint.qos());
          ownWriter(endpoint, reader.endpoint());
        }
      }
    } else {
      for (DataWriter writer : writers.values()) {
        if (fits(writer.endpoint(), endpoint)) {
          writer.match(endpoint.guid(), address, endpoint.qos());
          ownReader(writer.endpoint(), endpoint);
        }
      }
    }
  }

  private void ownWriter(Endpoint writer, Endpoint reader) {
    DataWriter own = ofOurs(writer, reader) ? writers.get(writer.guid().entity()) : null;
    if (own != null) {
      own.match(reader.guid(), receivesAt, reader.qos());
    }
  }

  private void ownReader(Endpoint writer, Endpoint reader) {
    DataReader own = ofOurs(writer, reader) ? readers.get(reader.guid().entity()) : null;
    if (own != null) {
      own.match(writer.guid(), receivesAt, writer.qos());
    }
  }

  private static boolean ofOurs(Endpoint one, Endpoint other) {
    return one.guid().samePrefix(other.guid());
  }

  private boolean fits(Endpoint writer, Endpoint reader) {
    if (!writer.topic().equals(reader.topic()) || writer.topic().isEmpty()) {
      return false;
    }
    List<String> reasons = writer.refusedBy(reader);
    if (!reasons.isEmpty()) {
      Mismatch mismatch = new Mismatch(writer, reader, reasons);
      if (mismatches.put(List.of(writer.guid(), reader.guid()), mismatch) == null) {
        listeners.forEach(l -> l.mismatched(mismatch));
      }
    }
    return reasons.isEmpty();
  }

  synchronized void remove(Guid guid) {
    Endpoint gone = endpoints.remove(guid);
    if (gone == null) {
      return;
    }
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
    for (Guid guid : new ArrayList<>(endpoints.keySet())) {
      if (guid.samePrefix(participant)) {
        remove(guid);
      }
    }
  }

  synchronized int countOf(Guid participant) {
    return (int) endpoints.keySet().stream().filter(participant::samePrefix).count();
  }
}
