package org.pollex.ros.rtps;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.ros.rtps.WriterHistory.Kept;

/**
 * Writes messages of one topic. A reliable writer keeps messages and sends them again to readers
 * that miss some; what it no longer has, it says so.
 */
public final class DataWriter implements AutoCloseable {
  /** A heartbeat that wants an answer rides on each message of this count. */
  private static final int ASK_EVERY = 16;

  private static final long FIRST_REPEAT_NANOS = 20_000_000;
  private static final long LAST_REPEAT_NANOS = 640_000_000;
  private static final long BLOCKING_NANOS = 2_000_000_000;

  /** Most bytes sent again for one request; the rest is asked for again. */
  private static final long REPAIR_BYTES = 1 << 22;

  /** Bytes sent in one go; receivers have buffers of twice that. */
  private static final int BURST = 1 << 17;

  private static final long BURST_PAUSE_NANOS = 200_000;

  private final Participant participant;
  private final Endpoint endpoint;
  private final PacketWriter packet = new PacketWriter(Limits.DATAGRAM);
  private final WriterHistory history = new WriterHistory();
  private final Map<Guid, MatchedReader> readers = new HashMap<>();
  private List<InetSocketAddress> addresses = List.of();
  private long last;
  private int heartbeats;
  private boolean repeating;
  private long repeatNanos = FIRST_REPEAT_NANOS;
  private boolean closed;

  DataWriter(Participant participant, Endpoint endpoint) {
    this.participant = participant;
    this.endpoint = endpoint;
  }

  /** Returns what discovery tells of this writer. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Returns its name. */
  public Guid guid() {
    return endpoint.guid();
  }

  /**
   * Writes a message.
   *
   * @param payload encapsulation header and CDR; not to be changed afterwards
   * @return its number, from 1
   * @throws RunFailedException if this keep-all writer is full and its readers take nothing for 2 s
   */
  public long write(byte[] payload) {
    return write(payload, null);
  }

  /** Writes a message that answers another. */
  public synchronized long write(byte[] payload, SampleIdentity related) {
    return write(payload, related == null ? null : related.inlineQos(), false);
  }

  /** Says that the instance with this key is gone, and forgets what was said of it before. */
  synchronized void dispose(byte[] key, byte[] keyHash, long said) {
    history.forget(said);
    byte[] inline =
        ParameterList.inline()
            .add(Pid.KEY_HASH, b -> b.put(keyHash))
            .add(Pid.STATUS_INFO, b -> Wire.putBigInt(b, 3))
            .toBytes();
    write(key, inline, true);
  }

  private long write(byte[] payload, byte[] inline, boolean key) {
    if (payload.length > Limits.MESSAGE) {
      throw new BadInputException(
          "a message of " + payload.length + " bytes", "Allowed: up to " + Limits.MESSAGE + ".");
    }
    if (endpoint.qos().depth() == Qos.KEEP_ALL && !endpoint.qos().latched()) {
      awaitRoom();
    }
    Kept message = new Kept(++last, payload, inline, key, Wire.epochNanos());
    if (endpoint.qos().latched() || endpoint.qos().reliable() && !readers.isEmpty()) {
      history.add(message, Math.min(endpoint.qos().depth(), Limits.HISTORY_MESSAGES));
    }
    if (!addresses.isEmpty()) {
      send(message, EntityId.UNKNOWN, null, addresses);
      if (endpoint.qos().reliable()) {
        repeatNanos = FIRST_REPEAT_NANOS;
        repeatLater();
      }
    }
    return last;
  }

  /** Waits until readers have taken enough of what is kept. */
  private void awaitRoom() {
    long end = System.nanoTime() + BLOCKING_NANOS;
    while (history.full()) {
      long left = end - System.nanoTime();
      if (left <= 0 || closed) {
        throw new RunFailedException(
            "the readers of " + endpoint.topic() + " take nothing any more",
            history.size() + " messages wait. Stop them, or write with a depth.");
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RunFailedException("interrupted while writing " + endpoint.topic(), "", e);
      }
    }
  }

  // Sending. A destination of null is everyone.

  private void send(Kept message, int reader, Guid to, List<InetSocketAddress> where) {
    int fragment = participant.fragmentBytes();
    if (message.payload().length <= fragment) {
      begin(to)
          .time(message.epochNanos())
          .data(
              reader,
              guid().entity(),
              message.sequence(),
              message.inline(),
              message.payload(),
              message.key());
      heartbeatBehind(reader);
      send(where);
      return;
    }
    int count = (message.payload().length + fragment - 1) / fragment;
    int burst = 0;
    for (int number = 1; number <= count; number++) {
      fragment(message, number, reader, to, number == count, where);
      burst = pause(burst + fragment);
    }
  }

  private static int pause(int sent) {
    if (sent < BURST) {
      return sent;
    }
    LockSupport.parkNanos(BURST_PAUSE_NANOS);
    return 0;
  }

  private void fragment(
      Kept message, int number, int reader, Guid to, boolean ask, List<InetSocketAddress> where) {
    begin(to)
        .time(message.epochNanos())
        .dataFrag(
            reader,
            guid().entity(),
            message.sequence(),
            number == 1 ? message.inline() : null,
            message.payload(),
            number,
            participant.fragmentBytes());
    if (ask) {
      heartbeatBehind(reader);
    }
    send(where);
  }

  private PacketWriter begin(Guid to) {
    packet.begin(guid());
    return to == null ? packet : packet.destination(to);
  }

  private void heartbeatBehind(int reader) {
    if (endpoint.qos().reliable()) {
      heartbeat(reader, last % ASK_EVERY != 0);
    }
  }

  private void heartbeat(int reader, boolean isFinal) {
    long first = history.oldest(last + 1);
    packet.heartbeat(reader, guid().entity(), first, last, ++heartbeats, isFinal, false);
  }

  private void send(List<InetSocketAddress> where) {
    ByteBuffer ready = packet.packet();
    where.forEach(address -> participant.send(ready.rewind(), address));
  }

  private void heartbeatTo(MatchedReader reader, boolean isFinal) {
    begin(reader.guid);
    heartbeat(reader.guid.entity(), isFinal);
    send(List.of(reader.address));
  }

  /** Heartbeats until all reliable readers have everything, further and further apart. */
  private void repeatLater() {
    if (!repeating && !closed) {
      repeating = true;
      participant.later(repeatNanos, this::repeat);
      repeatNanos = Math.min(2 * repeatNanos, LAST_REPEAT_NANOS);
    }
  }

  private synchronized void repeat() {
    repeating = false;
    boolean behind = false;
    for (MatchedReader reader : readers.values()) {
      if (reader.reliable && reader.acknowledged < last) {
        heartbeatTo(reader, false);
        behind = true;
      }
    }
    if (behind) {
      repeatLater();
    }
  }

  // What readers say.

  synchronized void acknowledge(Guid from, SequenceSet missing, boolean isFinal) {
    MatchedReader reader = readers.get(from);
    if (reader == null || !reader.reliable) {
      return;
    }
    long upTo = Math.min(missing.base() - 1, last);
    if (upTo > reader.acknowledged) {
      reader.acknowledged = upTo;
      forgetAcknowledged();
      notifyAll();
    }
    if (missing.isEmpty()) {
      if (!isFinal) {
        heartbeatTo(reader, false);
      }
    } else {
      repair(reader, missing);
    }
    if (reader.acknowledged < last) {
      repeatLater();
    }
  }

  private void repair(MatchedReader reader, SequenceSet missing) {
    List<InetSocketAddress> where = List.of(reader.address);
    int id = reader.guid.entity();
    long oldest = history.oldest(last + 1);
    long available = Math.max(reader.from, oldest);
    if (missing.base() < available) {
      begin(reader.guid).gap(id, guid().entity(), Math.max(1, missing.base()), available);
      heartbeat(id, true);
      send(where);
    }
    long bytes = 0;
    for (int i = 0; i < missing.count() && bytes < REPAIR_BYTES; i++) {
      long sequence = missing.base() + i;
      if (!missing.has(i) || sequence < available || sequence > last) {
        continue;
      }
      Kept message = history.get(sequence);
      if (message == null) {
        begin(reader.guid).gap(id, guid().entity(), sequence, sequence + 1);
        send(where);
      } else {
        bytes += message.payload().length;
        send(message, id, reader.guid, where);
      }
    }
  }

  synchronized void repairFragments(Guid from, long sequence, SequenceSet missing) {
    MatchedReader reader = readers.get(from);
    Kept message = history.get(sequence);
    if (reader == null || message == null || sequence < reader.from) {
      return;
    }
    int size = participant.fragmentBytes();
    int count = (message.payload().length + size - 1) / size;
    int sent = 0;
    for (int i = 0; i < missing.count(); i++) {
      long number = missing.base() + i;
      if (missing.has(i) && number >= 1 && number <= count && count > 1) {
        boolean end = i == missing.count() - 1;
        fragment(
            message, (int) number, reader.guid.entity(), reader.guid, end, List.of(reader.address));
        sent = pause(sent + size);
      }
    }
  }

  /** A volatile writer needs no message that all have; none needs what only said "gone". */
  private void forgetAcknowledged() {
    long all = last;
    for (MatchedReader reader : readers.values()) {
      all = reader.reliable ? Math.min(all, reader.acknowledged) : all;
    }
    history.forgetUpTo(all, endpoint.qos().latched());
  }

  // Readers come and go.

  synchronized void match(Guid reader, InetSocketAddress address, Qos wanted) {
    if (closed || readers.containsKey(reader)) {
      return;
    }
    boolean late = wanted.latched() && endpoint.qos().latched();
    boolean reliable = wanted.reliable() && endpoint.qos().reliable();
    long from = late ? 1 : last + 1;
    MatchedReader matched = new MatchedReader(reader, address, reliable, from);
    readers.put(reader, matched);
    readersChanged();
    if (late) {
      for (Kept message : history.all()) {
        send(message, reader.entity(), reader, List.of(address));
      }
    }
    if (reliable) {
      heartbeatTo(matched, false);
      repeatLater();
    }
  }

  synchronized void unmatch(Guid reader) {
    if (readers.remove(reader) != null) {
      readersChanged();
    }
  }

  synchronized void unmatchAllOf(Guid gone) {
    if (readers.keySet().removeIf(gone::samePrefix)) {
      readersChanged();
    }
  }

  private void readersChanged() {
    addresses = readers.values().stream().map(r -> r.address).distinct().toList();
    forgetAcknowledged();
    notifyAll();
  }

  /** Returns the names of the readers that get what is written now. */
  public synchronized List<Guid> readers() {
    return List.copyOf(readers.keySet());
  }

  /** Waits for so many readers; returns false if they did not come in time. */
  public synchronized boolean awaitReaders(int count, Duration atMost) {
    return Waits.until(this, atMost, () -> readers.size() >= count);
  }

  /** Waits until all reliable readers have everything; returns false if they did not in time. */
  public synchronized boolean awaitAcknowledged(Duration atMost) {
    return Waits.until(
        this,
        atMost,
        () -> readers.values().stream().allMatch(r -> !r.reliable || r.acknowledged >= last));
  }

  /** Takes the writer out of the network. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      readers.clear();
      history.clear();
      addresses = List.of();
      notifyAll();
    }
    participant.remove(this);
  }
}
