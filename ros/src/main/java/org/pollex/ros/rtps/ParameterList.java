package org.pollex.ros.rtps;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The form of everything that discovery tells: numbered values, each with its length (DDSI-RTPS
 * 2.5, 9.4.2.11). Unknown ones are passed over, so newer peers can say more than we know.
 */
final class ParameterList {
  private static final int LITTLE_ENDIAN = 0x0003;
  private static final int BIG_ENDIAN = 0x0002;
  private static final int UDP_IPV4 = 1;
  private static final int LOCATOR = 24;

  /** Receives the parameters of a list. */
  interface Visitor {
    /**
     * @param id see {@link Pid}
     * @param value its bytes from 0 to the limit, in the list's order
     */
    void parameter(int id, ByteBuffer value);
  }

  private final ByteBuffer out = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);

  /** Starts a list as it stands in a payload: behind its encapsulation header. */
  static ParameterList payload() {
    ParameterList list = new ParameterList();
    list.out.order(ByteOrder.BIG_ENDIAN).putInt(LITTLE_ENDIAN << 16).order(ByteOrder.LITTLE_ENDIAN);
    return list;
  }

  /** Starts a list as it stands in front of a payload. */
  static ParameterList inline() {
    return new ParameterList();
  }

  /** Appends a parameter that {@code value} writes. */
  ParameterList add(int id, Consumer<ByteBuffer> value) {
    out.putShort((short) id).putShort((short) 0);
    int start = out.position();
    value.accept(out);
    while ((out.position() - start) % 4 != 0) {
      out.put((byte) 0);
    }
    out.putShort(start - 2, (short) (out.position() - start));
    return this;
  }

  ParameterList add(int id, Guid guid) {
    return add(id, guid::write);
  }

  ParameterList add(int id, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(id, b -> b.putInt(bytes.length + 1).put(bytes).put((byte) 0));
  }

  /** Appends bytes with their number in front. */
  ParameterList addOctets(int id, byte[] bytes) {
    return add(id, b -> b.putInt(bytes.length).put(bytes));
  }

  ParameterList add(int id, InetSocketAddress address) {
    byte[] ip = address.getAddress().getAddress();
    return add(id, b -> b.putInt(UDP_IPV4).putInt(address.getPort()).put(new byte[12]).put(ip));
  }

  /** Ends the list and returns its bytes. */
  byte[] toBytes() {
    add(Pid.SENTINEL, b -> {});
    return Arrays.copyOf(out.array(), out.position());
  }

  /**
   * Reads a list without encapsulation from an offset.
   *
   * @return the offset behind it
   * @throws IndexOutOfBoundsException if it claims more than there is
   */
  static int read(ByteBuffer in, int from, Visitor visitor) {
    int at = from;
    while (true) {
      int id = in.getShort(at) & 0xffff;
      int length = in.getShort(at + 2) & 0xffff;
      at += 4;
      if (id == Pid.SENTINEL) {
        return at;
      }
      visitor.parameter(id, in.slice(at, length).order(in.order()));
      at += length;
    }
  }

  /**
   * Reads a list behind its encapsulation header.
   *
   * @throws IndexOutOfBoundsException if it is none, or claims more than there is
   */
  static void readPayload(ByteBuffer payload, Visitor visitor) {
    int kind = (payload.get(0) & 0xff) << 8 | payload.get(1) & 0xff;
    if (kind != LITTLE_ENDIAN && kind != BIG_ENDIAN) {
      throw new IndexOutOfBoundsException("encapsulation " + kind + " is no parameter list");
    }
    boolean little = kind == LITTLE_ENDIAN;
    payload.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    read(payload, 4, visitor);
  }

  static String text(ByteBuffer value) {
    int length = value.getInt(0) - 1;
    if (length < 0 || length > Limits.NAME) {
      throw new IndexOutOfBoundsException("a name of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    value.get(4, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] octets(ByteBuffer value) {
    int length = value.getInt(0);
    if (length < 0 || length > Limits.USER_DATA) {
      throw new IndexOutOfBoundsException(length + " bytes of user data");
    }
    byte[] bytes = new byte[length];
    value.get(4, bytes);
    return bytes;
  }

  /** Adds a UDP address; those of other transports and multicast groups are passed over. */
  static void addLocator(ByteBuffer value, List<InetSocketAddress> addresses) {
    if (value.limit() < LOCATOR
        || value.getInt(0) != UDP_IPV4
        || addresses.size() >= Limits.LOCATORS) {
      return;
    }
    int port = value.getInt(4);
    byte[] ip = new byte[4];
    value.get(20, ip);
    try {
      InetAddress address = InetAddress.getByAddress(ip);
      boolean usable = !address.isMulticastAddress() && !address.isAnyLocalAddress();
      if (usable && port > 0 && port < 65536) {
        addresses.add(new InetSocketAddress(address, port));
      }
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
