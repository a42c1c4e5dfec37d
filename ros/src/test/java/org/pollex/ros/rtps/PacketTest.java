package org.pollex.ros.rtps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketTest {
  private static final Guid US = new Guid(0x01f0_0102_0304_0506L, 0x0708090a, 0x1c1);
  private static final Guid THEM = new Guid(5, 6, 0x1c1);

  private static byte[] packet() {
    PacketWriter out = new PacketWriter(Limits.DATAGRAM);
    out.begin(US)
        .destination(THEM)
        .time(1_700_000_000_123_456_789L)
        .data(1, 2, 1L << 33, null, new byte[] {0, 1, 0, 0, 42}, false)
        .heartbeat(1, 2, 3, 4, 5, true, false)
        .ackNack(1, 2, SequenceSet.above(10).with(12).with(200), 7, false)
        .nackFrag(1, 2, 9, SequenceSet.above(1).with(1), 8)
        .gap(1, 2, 5, 11)
        .dataFrag(1, 2, 9, null, new byte[100], 2, 60);
    ByteBuffer ready = out.packet();
    byte[] bytes = new byte[ready.remaining()];
    ready.get(bytes);
    return bytes;
  }

  @Test
  void whatIsWrittenIsRead() {
    List<Submessage> parts = new ArrayList<>();
    boolean whole =
        PacketReader.read(
            ByteBuffer.wrap(packet()),
            (source, destination, time, part) -> {
              assertEquals(US, source);
              assertEquals(THEM, destination);
              assertEquals(1_700_000_000_123_456_789L, time, 1);
              parts.add(part);
            });
    assertTrue(whole);
    assertEquals(6, parts.size());
    Submessage.Data data = (Submessage.Data) parts.get(0);
    assertEquals(1L << 33, data.sequence());
    assertEquals(42, data.payload().get(4));
    assertNull(data.inline().related());
    assertEquals(new Submessage.Heartbeat(1, 2, 3, 4, true, false), parts.get(1));
    Submessage.AckNack ack = (Submessage.AckNack) parts.get(2);
    assertEquals(191, ack.missing().count());
    assertTrue(ack.missing().has(2) && ack.missing().has(190));
    assertFalse(ack.missing().has(3));
    Submessage.DataFrag fragment = (Submessage.DataFrag) parts.get(5);
    assertEquals(40, fragment.payload().limit());
  }

  @Test
  void guidsKeepTheirBytes() {
    assertArrayEquals(new byte[] {1, (byte) 0xf0, 1, 2}, java.util.Arrays.copyOf(US.toBytes(), 4));
    assertEquals(US, Guid.read(ByteBuffer.wrap(US.toBytes()), 0));
    assertEquals(
        US, Guid.read(ByteBuffer.wrap(US.toBytes()).order(java.nio.ByteOrder.LITTLE_ENDIAN), 0));
  }

  /** Damaged and random packets are read up to the damage, and nothing is thrown. */
  @Test
  void noPacketMakesAnythingThrow() {
    Random random = new Random(11);
    byte[] good = packet();
    for (int i = 0; i < 200_000; i++) {
      byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length + 1));
      int flips = random.nextInt(8);
      for (int k = 0; k < flips && bad.length > 0; k++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      PacketReader.read(ByteBuffer.wrap(bad), (source, destination, time, part) -> {});
    }
  }

  @Test
  void endpointsKeepWhatDiscoveryTells() {
    Qos qos =
        new Qos(
            Qos.Reliability.RELIABLE,
            Qos.Durability.TRANSIENT_LOCAL,
            7,
            250_000_000,
            Qos.Liveliness.MANUAL_BY_TOPIC,
            Qos.INFINITE);
    Endpoint endpoint =
        new Endpoint(US, true, "rt/ä", "T", qos, List.of(), new byte[] {1, 2, 3}, List.of(), true);
    byte[] told = endpoint.toParameters(new java.net.InetSocketAddress("127.0.0.1", 7410));
    Endpoint read = Endpoint.read(ByteBuffer.wrap(told), true);
    assertEquals(US, read.guid());
    assertEquals("rt/ä", read.topic());
    assertEquals(qos, read.qos());
    assertArrayEquals(endpoint.userData(), read.userData());
    assertEquals(7410, read.addresses().getFirst().getPort());
  }
}
