package org.pollex.ros.rtps;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A participant of a DDS network, from a plain JDK: finds others, and writes and reads messages.
 *
 * <pre>{@code
 * try (Participant me = Participant.open(ParticipantOptions.loopback(7))) {
 *   me.createReader("rt/chatter", "std_msgs::msg::dds_::String_", Qos.RELIABLE, sample -> …);
 *   DataWriter writer = me.createWriter("rt/chatter", "std_msgs::msg::dds_::String_", Qos.RELIABLE);
 *   writer.write(payload);
 * }
 * }</pre>
 */
public final class Participant implements AutoCloseable {
  /**
   * Whole datagrams on loopback, which has no loss; elsewhere what Ethernet carries in ten frames.
   */
  private static final int LOOPBACK_FRAGMENT = 60_000;

  private static final int NETWORK_FRAGMENT = 14_000;

  private static final System.Logger LOG = System.getLogger(Participant.class.getName());

  private final Guid guid;
  private final UdpTransport transport;
  private final int fragmentBytes;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rtps-timer").factory());
  private final Matchmaker matchmaker;
  private final Discovery discovery;
  private final AtomicInteger entities = new AtomicInteger();
  private final AtomicLong partialBytes = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();

  private Participant(ParticipantOptions options, UdpTransport.Faults faults) {
    SecureRandom random = new SecureRandom();
    long high = (long) PacketWriter.VENDOR << 48 | random.nextLong() >>> 16;
    this.guid = new Guid(high, random.nextInt(), EntityId.PARTICIPANT);
    this.transport = UdpTransport.open(options.domain(), options.address(), faults);
    this.fragmentBytes =
        options.address().isLoopbackAddress() ? LOOPBACK_FRAGMENT : NETWORK_FRAGMENT;
    this.matchmaker = new Matchmaker(guid, transport.receivesAt());
    this.discovery = new Discovery(this, matchmaker, options);
  }

  /**
   * Joins a network.
   *
   * @throws org.pollex.errors.RunFailedException if the interface is not there or all ports are
   *     taken
   */
  public static Participant open(ParticipantOptions options) {
    return open(options, UdpTransport.Faults.NONE);
  }

  static Participant open(ParticipantOptions options, UdpTransport.Faults faults) {
    Participant participant = new Participant(options, faults);
    participant.transport.start(participant::receive);
    participant.later(0, participant.discovery::start);
    return participant;
  }

  /** Returns its name. */
  public Guid guid() {
    return guid;
  }

  /** Returns the other participants that are known now. */
  public List<ParticipantInfo> participants() {
    return discovery.participants();
  }

  /**
   * Returns the participant that an endpoint belongs to.
   *
   * @return null if it is not known
   */
  public ParticipantInfo participantOf(Guid endpoint) {
    return endpoint.samePrefix(guid) ? discovery.own() : discovery.participant(endpoint);
  }

  /** Returns all writers and readers that are known now, ours among them. */
  public List<Endpoint> endpoints() {
    return matchmaker.endpoints();
  }

  /** Returns the pairs of one of ours and another that do not fit each other. */
  public List<Mismatch> mismatches() {
    return matchmaker.mismatches();
  }

  /** Returns how many packets were malformed. */
  public long malformedPackets() {
    return malformed.get();
  }

  /** Adds a listener. */
  public void listen(NetworkListener listener) {
    matchmaker.listen(listener);
  }

  /** Makes a writer. */
  public DataWriter createWriter(String topic, String type, Qos qos) {
    return createWriter(topic, type, qos, new byte[0]);
  }

  /**
   * Makes a writer.
   *
   * @param userData what discovery tells others beside its name
   */
  public DataWriter createWriter(String topic, String type, Qos qos, byte[] userData) {
    DataWriter writer =
        new DataWriter(this, endpoint(EntityId.USER_WRITER, topic, type, qos, userData));
    matchmaker.add(writer);
    discovery.tell(writer.endpoint());
    return writer;
  }

  /** Makes a reader; see the other for its listener. */
  public DataReader createReader(String topic, String type, Qos qos, Consumer<Sample> listener) {
    return createReader(topic, type, qos, new byte[0], listener);
  }

  /**
   * Makes a reader.
   *
   * @param userData what discovery tells others beside its name
   * @param listener gets each message, on the receiving thread: while it runs, this participant
   *     hears nothing
   */
  public DataReader createReader(
      String topic, String type, Qos qos, byte[] userData, Consumer<Sample> listener) {
    DataReader reader =
        new DataReader(this, endpoint(EntityId.USER_READER, topic, type, qos, userData), listener);
    matchmaker.add(reader);
    discovery.tell(reader.endpoint());
    return reader;
  }

  private Endpoint endpoint(int kind, String topic, String type, Qos qos, byte[] userData) {
    Guid own = guid.with(entities.incrementAndGet() << 8 | kind);
    boolean writer = kind == EntityId.USER_WRITER;
    return new Endpoint(own, writer, topic, type, qos, List.of(), userData, List.of(), true);
  }

  void remove(DataWriter writer) {
    remove(writer.endpoint());
  }

  void remove(DataReader reader) {
    remove(reader.endpoint());
  }

  private void remove(Endpoint endpoint) {
    matchmaker.removeOwn(endpoint.guid());
    discovery.untell(endpoint);
  }

  // Receiving.

  private void receive(ByteBuffer packet) {
    try {
      if (!PacketReader.read(packet, this::part)) {
        malformed.incrementAndGet();
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a packet could not be handled", e);
    }
  }

  private void part(Guid source, Guid destination, long epochNanos, Submessage part) {
    if (destination != null && !destination.samePrefix(guid)) {
      return;
    }
    Guid writer = source.with(part.writer());
    switch (part) {
      case Submessage.Data data when data.writer() == EntityId.SPDP_WRITER ->
          discovery.announced(source, data);
      case Submessage.Data data -> {
        boolean ofDiscovery =
            data.writer() == EntityId.PUBLICATIONS_WRITER
                || data.writer() == EntityId.SUBSCRIPTIONS_WRITER;
        if (ofDiscovery && (data.key() || data.inline().disposed())) {
          discovery.disposed(source, data);
        }
        toReaders(part, writer, reader -> reader.data(writer, epochNanos, data));
      }
      case Submessage.DataFrag fragment ->
          toReaders(part, writer, reader -> reader.fragment(writer, epochNanos, fragment));
      case Submessage.Heartbeat beat ->
          toReaders(part, writer, reader -> reader.heartbeat(writer, beat));
      case Submessage.Gap gap -> toReaders(part, writer, reader -> reader.gap(writer, gap));
      case Submessage.AckNack ack -> {
        DataWriter own = matchmaker.writer(ack.writer());
        if (own != null) {
          own.acknowledge(source.with(ack.reader()), ack.missing(), ack.isFinal());
        }
      }
      case Submessage.NackFrag nack -> {
        DataWriter own = matchmaker.writer(nack.writer());
        if (own != null) {
          own.repairFragments(source.with(nack.reader()), nack.sequence(), nack.missing());
        }
      }
      case Submessage.HeartbeatFrag unused -> {
        // The next heartbeat says the same of the whole message.
      }
    }
  }

  private void toReaders(Submessage part, Guid writer, Consumer<DataReader> action) {
    if (part.reader() != EntityId.UNKNOWN) {
      DataReader reader = matchmaker.reader(part.reader());
      if (reader != null) {
        action.accept(reader);
      }
      return;
    }
    for (DataReader reader : matchmaker.readers()) {
      if (reader.reads(writer)) {
        action.accept(reader);
      }
    }
  }

  // For this package's parts.

  InetSocketAddress receivesAt() {
    return transport.receivesAt();
  }

  int fragmentBytes() {
    return fragmentBytes;
  }

  void send(ByteBuffer packet, InetSocketAddress to) {
    transport.send(packet, to);
  }

  /** Counts bytes of messages that have not arrived in full; false if there are too many. */
  boolean partialBytes(long change) {
    if (change > 0 && partialBytes.get() + change > Limits.PARTIAL_BYTES) {
      return false;
    }
    partialBytes.addAndGet(change);
    return true;
  }

  void later(long nanos, Runnable action) {
    try {
      timer.schedule(() -> guarded(action), nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closing) {
      // Nothing happens later any more.
    }
  }

  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a timed action failed", e);
    }
  }

  /** Leaves the network, and tells everyone. */
  @Override
  public void close() {
    timer.shutdownNow();
    discovery.leave();
    transport.close();
  }
}
