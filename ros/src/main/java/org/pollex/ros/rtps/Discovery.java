package org.pollex.ros.rtps;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds other participants and tells them what is here: participants announce themselves again and
 * again, to the group and to named hosts (SPDP); writers and readers are told reliably, from one to
 * one (SEDP; DDSI-RTPS 2.5, 8.5).
 */
final class Discovery {
  private static final long QUICK_NANOS = 100_000_000;
  private static final long SLOW_NANOS = 1_000_000_000;
  private static final int QUICK = 10;

  /** Participants that are asked directly on a host that the group may not reach. */
  private static final int ASKED_PER_HOST = 10;

  private static final int SMALL_PACKET = 1 << 12;

  /** Discovery keeps what it said for those who come later. */
  private static final Qos BUILTIN = Qos.LATCHED.keepLast(1 << 16);

  private record Known(ParticipantInfo info, InetSocketAddress data) {}

  private final Participant participant;
  private final Matchmaker matchmaker;
  private final ParticipantOptions options;
  private final ParticipantInfo own;
  private final DataWriter publications;
  private final DataWriter subscriptions;
  private final DataReader publicationsReader;
  private final DataReader subscriptionsReader;
  private final Map<Guid, Known> known = new ConcurrentHashMap<>();
  private final Map<Guid, Long> heardAt = new ConcurrentHashMap<>();
  private final Map<Guid, Long> toldAs = new ConcurrentHashMap<>();
  private final List<InetSocketAddress> announceTo = new ArrayList<>();
  private final byte[] announcement;
  private int announcements;

  Discovery(Participant participant, Matchmaker matchmaker, ParticipantOptions options) {
    this.participant = participant;
    this.matchmaker = matchmaker;
    this.options = options;
    Guid guid = participant.guid();
    this.own =
        new ParticipantInfo(
            guid,
            PacketWriter.VENDOR,
            options.name(),
            List.of(),
            List.of(),
            options.leaseNanos(),
            options.userData());
    this.announcement = own.toParameters(options.domain(), participant.receivesAt());
    this.publications = builtinWriter(EntityId.PUBLICATIONS_WRITER);
    this.subscriptions = builtinWriter(EntityId.SUBSCRIPTIONS_WRITER);
    this.publicationsReader = builtinReader(EntityId.PUBLICATIONS_READER, true);
    this.subscriptionsReader = builtinReader(EntityId.SUBSCRIPTIONS_READER, false);
    announceTo.add(Ports.multicast(options.domain()));
    if (options.address().isLoopbackAddress()) {
      // Loopback often has no multicast: ask the first participants of this machine as well.
      askDirectly(options.address());
    }
    options.peers().forEach(this::askDirectly);
  }

  private void askDirectly(InetAddress host) {
    for (int i = 0; i < ASKED_PER_HOST; i++) {
      announceTo.add(Ports.unicast(host, options.domain(), i));
    }
  }

  private DataWriter builtinWriter(int entity) {
    DataWriter writer = new DataWriter(participant, builtin(entity, true));
    matchmaker.addBuiltin(writer);
    return writer;
  }

  private DataReader builtinReader(int entity, boolean writers) {
    DataReader reader =
        new DataReader(participant, builtin(entity, false), s -> endpoint(s, writers));
    matchmaker.addBuiltin(reader);
    return reader;
  }

  private Endpoint builtin(int entity, boolean writer) {
    Guid guid = participant.guid().with(entity);
    return new Endpoint(guid, writer, "", "", BUILTIN, List.of(), new byte[0], List.of(), true);
  }

  ParticipantInfo own() {
    return own;
  }

  List<ParticipantInfo> participants() {
    return known.values().stream().map(Known::info).toList();
  }

  ParticipantInfo participant(Guid any) {
    Known one = known.get(any.participant());
    return one == null ? null : one.info;
  }

  // Announcing.

  /** Announces this participant from now on, often at first. */
  void start() {
    announce();
    expire();
    announcements++;
    participant.later(announcements < QUICK ? QUICK_NANOS : SLOW_NANOS, this::start);
  }

  private void announce() {
    PacketWriter packet = announcing();
    announceTo.forEach(to -> participant.send(packet.packet(), to));
  }

  private PacketWriter announcing() {
    return new PacketWriter(SMALL_PACKET + announcement.length)
        .begin(own.guid())
        .time(Wire.epochNanos())
        .data(EntityId.SPDP_READER, EntityId.SPDP_WRITER, 1, null, announcement, false);
  }

  /** Tells everyone that this participant is gone. */
  void leave() {
    byte[] key = ParameterList.payload().add(Pid.PARTICIPANT_GUID, own.guid()).toBytes();
    byte[] inline =
        ParameterList.inline()
            .add(Pid.KEY_HASH, own.guid())
            .add(Pid.STATUS_INFO, b -> Wire.putBigInt(b, 3))
            .toBytes();
    PacketWriter packet =
        new PacketWriter(SMALL_PACKET)
            .begin(own.guid())
            .time(Wire.epochNanos())
            .data(EntityId.SPDP_READER, EntityId.SPDP_WRITER, 2, inline, key, true);
    participant.send(packet.packet(), announceTo.getFirst());
    for (Known one : known.values()) {
      participant.send(packet.packet(), reach(one.info.discovery()));
    }
  }

  /** Tells others of a writer or reader of ours. */
  void tell(Endpoint endpoint) {
    DataWriter teller = endpoint.writer() ? publications : subscriptions;
    toldAs.put(endpoint.guid(), teller.write(endpoint.toParameters(participant.receivesAt())));
  }

  /** Tells others that a writer or reader of ours is gone. */
  void untell(Endpoint endpoint) {
    Long told = toldAs.remove(endpoint.guid());
    if (told != null) {
      byte[] key = ParameterList.payload().add(Pid.ENDPOINT_GUID, endpoint.guid()).toBytes();
      DataWriter teller = endpoint.writer() ? publications : subscriptions;
      teller.dispose(key, endpoint.guid().toBytes(), told);
    }
  }

  // Hearing.

  /** An announcement of a participant. */
  void announced(Guid from, Submessage.Data data) {
    if (data.payload() == null || from.samePrefix(own.guid())) {
      return;
    }
    if (data.key() || data.inline().disposed()) {
      lose(from.participant());
      return;
    }
    ParticipantInfo info = ParticipantInfo.read(data.payload(), options.domain());
    if (info == null || !info.guid().samePrefix(from)) {
      return;
    }
    heardAt.put(info.guid(), System.nanoTime());
    if (!known.containsKey(info.guid()) && known.size() < Limits.PARTICIPANTS) {
      meet(info);
    }
  }

  private void meet(ParticipantInfo info) {
    InetSocketAddress discovery = reach(info.discovery());
    known.put(info.guid(), new Known(info, reach(info.data())));
    matchmaker.listeners().forEach(l -> l.appeared(info));
    if (discovery == null) {
      return;
    }
    participant.send(announcing().packet(), discovery);
    Guid guid = info.guid();
    publicationsReader.match(guid.with(EntityId.PUBLICATIONS_WRITER), discovery, BUILTIN);
    subscriptionsReader.match(guid.with(EntityId.SUBSCRIPTIONS_WRITER), discovery, BUILTIN);
    publications.match(guid.with(EntityId.PUBLICATIONS_READER), discovery, BUILTIN);
    subscriptions.match(guid.with(EntityId.SUBSCRIPTIONS_READER), discovery, BUILTIN);
  }

  private InetSocketAddress reach(List<InetSocketAddress> addresses) {
    return Reach.choose(options.address(), addresses);
  }

  private void endpoint(Sample told, boolean writer) {
    Known teller = known.get(told.writer().participant());
    if (teller == null) {
      return;
    }
    try {
      Endpoint endpoint = Endpoint.read(ByteBuffer.wrap(told.payload()), writer);
      boolean own = endpoint.guid().samePrefix(told.writer());
      if (own && matchmaker.countOf(told.writer()) < Limits.ENDPOINTS) {
        InetSocketAddress address = reach(endpoint.addresses());
        matchmaker.add(endpoint, address == null ? teller.data : address);
      }
    } catch (IndexOutOfBoundsException malformed) {
      // What is no description of an endpoint describes none.
    }
  }

  /** Another participant says that a writer or reader of its own is gone. */
  void disposed(Guid from, Submessage.Data data) {
    Guid named = data.inline().key();
    if (named != null) {
      remove(from, named);
    } else if (data.payload() != null) {
      ParameterList.readPayload(
          data.payload(),
          (id, value) -> {
            if (id == Pid.ENDPOINT_GUID) {
              remove(from, Guid.read(value, 0));
            }
          });
    }
  }

  private void remove(Guid from, Guid endpoint) {
    if (endpoint.samePrefix(from)) {
      matchmaker.remove(endpoint);
    }
  }

  private void expire() {
    long now = System.nanoTime();
    for (Known one : known.values()) {
      if (now - heardAt.getOrDefault(one.info.guid(), now) > one.info.leaseNanos()) {
        lose(one.info.guid());
      }
    }
  }

  private void lose(Guid guid) {
    Known gone = known.remove(guid);
    heardAt.remove(guid);
    if (gone != null) {
      matchmaker.removeAllOf(guid);
      matchmaker.listeners().forEach(l -> l.vanished(gone.info));
    }
  }
}
