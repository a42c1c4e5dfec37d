package org.pollex.ros.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.Serialization;
import org.pollex.errors.PollexException;
import org.pollex.ros.rtps.DataWriter;
import org.pollex.ros.rtps.Endpoint;
import org.pollex.ros.rtps.Guid;
import org.pollex.ros.rtps.NetworkListener;
import org.pollex.ros.rtps.Participant;
import org.pollex.ros.rtps.ParticipantInfo;
import org.pollex.ros.rtps.Qos;
import org.pollex.ros.rtps.Sample;

/**
 * Which nodes, topics and services there are. DDS knows participants and endpoints only; which of
 * them make up a node is told on the topic {@code ros_discovery_info}.
 */
public final class Graph {
  private static final String TOPIC = "ros_discovery_info";
  private static final String TYPE = "rmw_dds_common::msg::dds_::ParticipantEntitiesInfo_";
  private static final String DEFINITION =
      """
      Gid gid
      NodeEntitiesInfo[] node_entities_info_seq
      %1$s
      MSG: rmw_dds_common/Gid
      uint8[%2$d] data
      %1$s
      MSG: rmw_dds_common/NodeEntitiesInfo
      string<=256 node_namespace
      string<=256 node_name
      Gid[] reader_gid_seq
      Gid[] writer_gid_seq
      """;

  private final Participant participant;
  private final NodeOptions options;
  private final MessageCodec codec;
  private final DataWriter writer;
  private final Set<Guid> readers = new LinkedHashSet<>();
  private final Set<Guid> writers = new LinkedHashSet<>();
  private final Map<Guid, List<String>> nodesOf = new ConcurrentHashMap<>();

  Graph(Participant participant, NodeOptions options) {
    this.participant = participant;
    this.options = options;
    String definition = DEFINITION.formatted("=".repeat(80), options.distro().gidBytes());
    this.codec =
        MessageCodec.of("rmw_dds_common/ParticipantEntitiesInfo", definition, Serialization.CDR);
    this.writer = participant.createWriter(TOPIC, TYPE, Qos.LATCHED);
    participant.createReader(TOPIC, TYPE, Qos.LATCHED.keepLast(1000), this::heard);
    participant.listen(
        new NetworkListener() {
          @Override
          public void vanished(ParticipantInfo gone) {
            nodesOf.remove(gone.guid());
          }
        });
    tell();
  }

  synchronized void added(Endpoint endpoint) {
    (endpoint.writer() ? writers : readers).add(endpoint.guid());
    tell();
  }

  synchronized void removed(Endpoint endpoint) {
    (endpoint.writer() ? writers : readers).remove(endpoint.guid());
    tell();
  }

  private synchronized void tell() {
    Message message = codec.type().zero();
    Message node =
        codec
            .type()
            .nested("node_entities_info_seq")
            .of(options.namespace(), options.name(), gids(readers), gids(writers));
    writer.write(
        codec.encode(
            message
                .with("gid", gid(participant.guid()))
                .with("node_entities_info_seq", new Message[] {node})));
  }

  private Message[] gids(Set<Guid> guids) {
    return guids.stream().map(this::gid).toArray(Message[]::new);
  }

  private Message gid(Guid guid) {
    return codec
        .type()
        .nested("gid")
        .of((Object) Arrays.copyOf(guid.toBytes(), options.distro().gidBytes()));
  }

  private synchronized void heard(Sample sample) {
    try {
      Message message = codec.decode(sample.payload());
      List<String> names = new ArrayList<>();
      for (Message node : (Message[]) message.get("node_entities_info_seq")) {
        String namespace = node.text("node_namespace");
        names.add((namespace.equals("/") ? "" : namespace) + "/" + node.text("node_name"));
      }
      nodesOf.put(sample.writer().participant(), List.copyOf(names));
    } catch (PollexException otherRelease) {
      // Humble's and later releases' entries differ in length; their topics are seen all the same.
    }
  }

  /** Returns the names of all nodes, this one's among them. */
  public SortedSet<String> nodes() {
    SortedSet<String> names = new TreeSet<>();
    nodesOf.values().forEach(names::addAll);
    return names;
  }

  /** Returns the topics with their types. */
  public SortedMap<String, SortedSet<String>> topics() {
    SortedMap<String, SortedSet<String>> topics = new TreeMap<>();
    for (Endpoint endpoint : participant.endpoints()) {
      String name = Names.fromTopic(endpoint.topic());
      if (name != null) {
        topics.computeIfAbsent(name, n -> new TreeSet<>()).add(Names.fromType(endpoint.type()));
      }
    }
    return topics;
  }

  /** Returns the services that someone answers, with their types. */
  public Map<String, String> services() {
    Map<String, String> services = new LinkedHashMap<>();
    for (Endpoint endpoint : participant.endpoints()) {
      String name = endpoint.writer() ? null : Names.fromRequest(endpoint.topic());
      if (name != null) {
        String type = Names.fromType(endpoint.type());
        services.put(name, type.replaceFirst("_Request$", ""));
      }
    }
    return services;
  }
}
