package org.pollex.ros.rtps;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads messages of one topic, each writer's in order. A reliable reader asks for what is missing,
 * whole messages and fragments, until it comes or the writer says that it will not.
 */
public final class DataReader implements AutoCloseable {
  private static final int SMALL_PACKET = 512;
  private static final long FIRST_REPEAT_NANOS = 20_000_000;
  private static final long LAST_REPEAT_NANOS = 320_000_000;

  /** After so long without a fragment the missing ones count as lost. */
  private static final long FRAGMENTS_UNDER_WAY_NANOS = 3_000_000;

  private static final System.Logger LOG = System.getLogger(DataReader.class.getName());

  private final Participant participant;
  private final Endpoint endpoint;
  private final Consumer<Sample> listener;
  private final PacketWriter packet = new PacketWriter(SMALL_PACKET);
  private final Map<Guid, MatchedWriter> writers = new HashMap<>();
  private long lostOfThoseGone;
  private boolean closed;

  DataReader(Participant participant, Endpoint endpoint, Consumer<Sample> listener) {
    this.participant = participant;
    this.endpoint = endpoint;
    this.listener = listener;
  }

  /** Returns what discovery tells of this reader. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Returns its name. */
  public Guid guid() {
    return endpoint.guid();
  }

  // What writers send; all on the participant's receiving side, one packet at a time.

  void data(Guid from, long epochNanos, Submessage.Data data) {
    List<Sample> ready = new ArrayList<>(1);
    synchronized (this) {
      MatchedWriter writer = writers.get(from);
      if (writer == null || !writer.wants(data.sequence())) {
        return;
      }
      boolean message = data.payload() != null && !data.key() && !data.inline().disposed();
      if (message && data.payload().limit() <= Limits.MESSAGE) {
        byte[] payload = bytes(data.payload());
        SampleIdentity related = data.inline().related();
        writer.accept(new Sample(payload, from, data.sequence(), related, epochNanos), ready);
      } else {
        writer.skip(data.sequence(), ready);
      }
      participant.partialBytes(-writer.dropOldPartials());
    }
    deliver(ready);
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] copy = new byte[payload.limit()];
    payload.get(0, copy);
    return copy;
  }

  void fragment(Guid from, long epochNanos, Submessage.DataFrag fragment) {
    List<Sample> ready = new ArrayList<>(1);
    synchronized (this) {
      MatchedWriter writer = writers.get(from);
      long sequence = fragment.sequence();
      if (writer == null || !writer.wants(sequence) || !Partial.plausible(fragment)) {
        return;
      }
      Partial partial = writer.partial(sequence);
      if (partial == null) {
        if (writer.partials() >= Limits.PARTIAL_MESSAGES
            || !participant.partialBytes(fragment.total())) {
          return;
        }
        partial = new Partial(fragment);
        writer.put(sequence, partial);
      }
      partial.add(fragment, System.nanoTime());
      if (partial.complete()) {
        writer.remove(sequence);
        participant.partialBytes(-partial.data.length);
        writer.accept(
            new Sample(partial.data, from, sequence, partial.related(), epochNanos), ready);
        participant.partialBytes(-writer.dropOldPartials());
      }
    }
    deliver(ready);
  }

  void heartbeat(Guid from, Submessage.Heartbeat heartbeat) {
    List<Sample> ready = new ArrayList<>();
    synchronized (this) {
      MatchedWriter writer = writers.get(from);
      if (writer == null || !writer.reliable || heartbeat.first() < 1) {
        return;
      }
      writer.heartbeat(heartbeat.first(), heartbeat.last(), ready);
      participant.partialBytes(-writer.dropOldPartials());
      if (writer.behind()) {
        ask(writer);
        askLater(writer, FIRST_REPEAT_NANOS);
      } else if (!heartbeat.isFinal()) {
        acknowledge(writer, true);
      }
    }
    deliver(ready);
  }

  void gap(Guid from, Submessage.Gap gap) {
    List<Sample> ready = new ArrayList<>();
    synchronized (this) {
      MatchedWriter writer = writers.get(from);
      if (writer == null || !writer.reliable || gap.start() < 1) {
        return;
      }
      writer.gap(gap.start(), gap.beyond(), ready);
      participant.partialBytes(-writer.dropOldPartials());
    }
    deliver(ready);
  }

  private void deliver(List<Sample> ready) {
    for (Sample sample : ready) {
      try {
        listener.accept(sample);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a reader of " + endpoint.topic() + " failed", e);
      }
    }
  }

  // Asking for what is missing.

  private void acknowledge(MatchedWriter writer, boolean isFinal) {
    packet
        .begin(guid())
        .destination(writer.guid)
        .ackNack(
            guid().entity(), writer.guid.entity(), writer.missing(), ++writer.requests, isFinal);
    participant.send(packet.packet(), writer.address);
  }

  private void ask(MatchedWriter writer) {
    acknowledge(writer, writer.missing().isEmpty());
    long now = System.nanoTime();
    for (long sequence : writer.incomplete()) {
      Partial partial = writer.partial(sequence);
      if (now - partial.lastNanos > FRAGMENTS_UNDER_WAY_NANOS) {
        packet
            .begin(guid())
            .destination(writer.guid)
            .nackFrag(
                guid().entity(),
                writer.guid.entity(),
                sequence,
                partial.missing(),
                ++writer.requests);
        participant.send(packet.packet(), writer.address);
      }
    }
  }

  private void askLater(MatchedWriter writer, long nanos) {
    if (!writer.asking && !closed) {
      writer.asking = true;
      participant.later(nanos, () -> askAgain(writer, nanos));
    }
  }

  private synchronized void askAgain(MatchedWriter writer, long nanos) {
    writer.asking = false;
    if (writers.get(writer.guid) == writer && writer.behind()) {
      ask(writer);
      askLater(writer, Math.min(2 * nanos, LAST_REPEAT_NANOS));
    }
  }

  // Writers come and go.

  synchronized void match(Guid writer, InetSocketAddress address, Qos offered) {
    if (closed || writers.containsKey(writer)) {
      return;
    }
    boolean reliable = offered.reliable() && endpoint.qos().reliable();
    MatchedWriter matched = new MatchedWriter(writer, address, reliable);
    writers.put(writer, matched);
    notifyAll();
    if (reliable) {
      acknowledge(matched, false);
    }
  }

  synchronized void unmatch(Guid writer) {
    MatchedWriter gone = writers.remove(writer);
    if (gone != null) {
      lostOfThoseGone += gone.lost;
      participant.partialBytes(-gone.partialBytes());
    }
  }

  synchronized void unmatchAllOf(Guid gone) {
    List.copyOf(writers.keySet()).stream().filter(gone::samePrefix).forEach(this::unmatch);
  }

  synchronized boolean reads(Guid writer) {
    return writers.containsKey(writer);
  }

  /** Returns the names of the writers that are read now. */
  public synchronized List<Guid> writers() {
    return List.copyOf(writers.keySet());
  }

  /** Returns how many messages their writers sent and this reader will never get. */
  public synchronized long lost() {
    return lostOfThoseGone + writers.values().stream().mapToLong(w -> w.lost).sum();
  }

  /** Waits for so many writers; returns false if they did not come in time. */
  public synchronized boolean awaitWriters(int count, Duration atMost) {
    return Waits.until(this, atMost, () -> writers.size() >= count);
  }

  /** Takes the reader out of the network. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      List.copyOf(writers.keySet()).forEach(this::unmatch);
    }
    participant.remove(this);
  }
}
