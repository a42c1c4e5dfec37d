package org.pollex.ros.rtps;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A participant, as it announces itself (SPDP).
 *
 * @param guid its name
 * @param vendor whose implementation: see the constants
 * @param name what it calls itself; may be empty
 * @param discovery where it receives what discovery tells
 * @param data where it receives messages
 * @param leaseNanos after what silence it counts as gone, ns
 * @param userData what its application adds: ROS 2 names its enclave there
 */
public record ParticipantInfo(
    Guid guid,
    int vendor,
    String name,
    List<InetSocketAddress> discovery,
    List<InetSocketAddress> data,
    long leaseNanos,
    byte[] userData) {

  /** Fast DDS. */
  public static final int EPROSIMA = 0x010f;

  /** CycloneDDS. */
  public static final int CYCLONE = 0x0110;

  private static final long DEFAULT_LEASE = 100_000_000_000L;
  private static final int BUILTIN = 0x3f;

  /** Writes the parameters, with one address for everything. */
  byte[] toParameters(int domain, InetSocketAddress receivesAt) {
    return ParameterList.payload()
        .add(Pid.PROTOCOL_VERSION, b -> b.put((byte) 2).put((byte) 2))
        .add(Pid.VENDOR, b -> b.put((byte) (vendor >> 8)).put((byte) vendor))
        .add(Pid.PARTICIPANT_GUID, guid)
        .add(Pid.DOMAIN_ID, b -> b.putInt(domain))
        .add(Pid.METATRAFFIC_UNICAST_LOCATOR, receivesAt)
        .add(Pid.DEFAULT_UNICAST_LOCATOR, receivesAt)
        .add(Pid.PARTICIPANT_LEASE, b -> QosParameters.duration(b, leaseNanos))
        .add(Pid.BUILTIN_ENDPOINTS, b -> b.putInt(BUILTIN))
        .add(Pid.ENTITY_NAME, name)
        .addOctets(Pid.USER_DATA, userData)
        .toBytes();
  }

  /**
   * Reads the parameters.
   *
   * @return null if it says that it is in another domain
   * @throws IndexOutOfBoundsException if they are no participant's
   */
  static ParticipantInfo read(ByteBuffer payload, int domain) {
    Builder builder = new Builder();
    ParameterList.readPayload(payload, builder);
    if (builder.guid == null) {
      throw new IndexOutOfBoundsException("a participant without a name");
    }
    if (builder.domain >= 0 && builder.domain != domain) {
      return null;
    }
    return new ParticipantInfo(
        builder.guid.participant(),
        builder.vendor,
        builder.name,
        List.copyOf(builder.discovery),
        List.copyOf(builder.data),
        builder.lease,
        builder.userData);
  }

  private static final class Builder implements ParameterList.Visitor {
    private final List<InetSocketAddress> discovery = new ArrayList<>();
    private final List<InetSocketAddress> data = new ArrayList<>();
    private Guid guid;
    private int vendor;
    private int domain = -1;
    private String name = "";
    private long lease = DEFAULT_LEASE;
    private byte[] userData = {};

    @Override
    public void parameter(int id, ByteBuffer value) {
      switch (id) {
        case Pid.PARTICIPANT_GUID -> guid = Guid.read(value, 0);
        case Pid.VENDOR -> vendor = (value.get(0) & 0xff) << 8 | value.get(1) & 0xff;
        case Pid.DOMAIN_ID -> domain = value.getInt(0);
        case Pid.ENTITY_NAME -> name = ParameterList.text(value);
        case Pid.PARTICIPANT_LEASE -> lease = QosParameters.duration(value, 0);
        case Pid.USER_DATA -> userData = ParameterList.octets(value);
        case Pid.METATRAFFIC_UNICAST_LOCATOR -> ParameterList.addLocator(value, discovery);
        case Pid.DEFAULT_UNICAST_LOCATOR -> ParameterList.addLocator(value, data);
        default -> {}
      }
    }
  }
}
