package org.pollex.ros.rtps;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A writer or a reader, as discovery tells of it (SEDP).
 *
 * @param guid its name
 * @param writer a writer; otherwise a reader
 * @param topic name of the topic, with ROS 2's prefix if it is one of ROS
 * @param type name of the type
 * @param qos what it offers or asks for
 * @param addresses where it receives; empty for its participant's own
 * @param userData what its application adds: ROS 2 puts the type's hash there
 * @param partitions names of partitions; empty for the common one
 * @param plainCdr whether it speaks plain CDR (XCDR1), as all of ROS 2 does
 */
public record Endpoint(
    Guid guid,
    boolean writer,
    String topic,
    String type,
    Qos qos,
    List<InetSocketAddress> addresses,
    byte[] userData,
    List<String> partitions,
    boolean plainCdr) {

  private static final int XCDR1 = 0;

  /** Writes the parameters; {@code receivesAt} stands for the addresses. */
  byte[] toParameters(InetSocketAddress receivesAt) {
    ParameterList out =
        ParameterList.payload()
            .add(Pid.ENDPOINT_GUID, guid)
            .add(Pid.PARTICIPANT_GUID, guid.participant())
            .add(Pid.TOPIC_NAME, topic)
            .add(Pid.TYPE_NAME, type)
            .add(Pid.UNICAST_LOCATOR, receivesAt);
    QosParameters.write(qos, out);
    if (userData.length > 0) {
      out.addOctets(Pid.USER_DATA, userData);
    }
    return out.toBytes();
  }

  /**
   * Reads the parameters.
   *
   * @throws IndexOutOfBoundsException if they are no endpoint's
   */
  static Endpoint read(ByteBuffer payload, boolean writer) {
    Builder builder = new Builder(writer);
    ParameterList.readPayload(payload, builder);
    return builder.toEndpoint();
  }

  /** Says why this writer and that reader, of one topic, cannot be joined; empty if they can. */
  List<String> refusedBy(Endpoint reader) {
    List<String> reasons = new ArrayList<>(reader.qos.refuses(qos));
    if (!type.equals(reader.type)) {
      reasons.add("type: the writer has " + type + ", the reader " + reader.type);
    }
    if (!partitions.equals(reader.partitions)) {
      reasons.add(
          "partition: the writer is in " + partitions + ", the reader in " + reader.partitions);
    }
    if (!plainCdr || !reader.plainCdr) {
      reasons.add("representation: one side speaks plain CDR only, the other does not");
    }
    return reasons;
  }

  private static final class Builder implements ParameterList.Visitor {
    private final boolean writer;
    private final QosParameters qos;
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final List<String> partitions = new ArrayList<>();
    private Guid guid;
    private String topic;
    private String type;
    private byte[] userData = {};
    private boolean plainCdr = true;

    Builder(boolean writer) {
      this.writer = writer;
      this.qos = new QosParameters(writer);
    }

    @Override
    public void parameter(int id, ByteBuffer value) {
      switch (id) {
        case Pid.ENDPOINT_GUID -> guid = Guid.read(value, 0);
        case Pid.TOPIC_NAME -> topic = ParameterList.text(value);
        case Pid.TYPE_NAME -> type = ParameterList.text(value);
        case Pid.USER_DATA -> userData = ParameterList.octets(value);
        case Pid.UNICAST_LOCATOR -> ParameterList.addLocator(value, addresses);
        case Pid.PARTITION -> partition(value);
        case Pid.DATA_REPRESENTATION -> plainCdr = speaksPlainCdr(value);
        default -> qos.read(id, value);
      }
    }

    private void partition(ByteBuffer value) {
      int count = value.getInt(0);
      int at = 4;
      for (int i = 0; i < count; i++) {
        int length = value.getInt(at);
        String name = ParameterList.text(value.slice(at, value.limit() - at).order(value.order()));
        if (!name.isEmpty()) {
          partitions.add(name);
        }
        at += 4 + (length + 3 & ~3);
      }
    }

    private static boolean speaksPlainCdr(ByteBuffer value) {
      int count = value.getInt(0);
      for (int i = 0; i < count; i++) {
        if (value.getShort(4 + 2 * i) == XCDR1) {
          return true;
        }
      }
      return count == 0;
    }

    Endpoint toEndpoint() {
      if (guid == null || topic == null || type == null) {
        throw new IndexOutOfBoundsException("an endpoint without name, topic or type");
      }
      return new Endpoint(
          guid,
          writer,
          topic,
          type,
          qos.toQos(),
          List.copyOf(addresses),
          userData,
          List.copyOf(partitions),
          plainCdr);
    }
  }
}
