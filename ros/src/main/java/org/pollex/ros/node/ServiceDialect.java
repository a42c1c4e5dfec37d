package org.pollex.ros.node;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.pollex.ros.rtps.Guid;
import org.pollex.ros.rtps.ParticipantInfo;
import org.pollex.ros.rtps.Sample;
import org.pollex.ros.rtps.SampleIdentity;

/**
 * How a reply names its request. The two middlewares of ROS 2 differ: with Fast DDS the name rides
 * in front of the payload, as RTPS has it; with CycloneDDS it is the payload's first 16 bytes. ROS
 * 2 does not mix them for services; this node speaks to each in its own.
 */
enum ServiceDialect {
  FAST_DDS,
  CYCLONE;

  private static final int HEADER = 16;
  private static final int ENCAPSULATION = 4;

  /** Returns what a participant speaks; ours speak the first. */
  static ServiceDialect of(ParticipantInfo peer) {
    return peer != null && peer.vendor() == ParticipantInfo.CYCLONE ? CYCLONE : FAST_DDS;
  }

  /** Names a request that has come. */
  SampleIdentity request(Sample sample) {
    if (this == CYCLONE) {
      return header(sample);
    }
    SampleIdentity related = sample.related();
    boolean named =
        related != null && (related.writer().high() != 0 || related.writer().low() != 0);
    return new SampleIdentity(named ? related.writer() : sample.writer(), sample.sequence());
  }

  /** Returns the name of the request that a reply answers; null if it says none. */
  SampleIdentity answered(Sample sample) {
    return this == CYCLONE ? header(sample) : sample.related();
  }

  private static SampleIdentity header(Sample sample) {
    byte[] payload = sample.payload();
    if (payload.length < ENCAPSULATION + HEADER) {
      return null;
    }
    boolean little = (payload[1] & 1) != 0;
    ByteBuffer in =
        ByteBuffer.wrap(payload).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return new SampleIdentity(new Guid(in.getLong(ENCAPSULATION), 0, 0), in.getLong(12));
  }

  /** Returns the payload as the codec reads it. */
  byte[] payload(Sample sample) {
    byte[] payload = sample.payload();
    if (this != CYCLONE || payload.length < ENCAPSULATION + HEADER) {
      return payload;
    }
    byte[] plain = new byte[payload.length - HEADER];
    System.arraycopy(payload, 0, plain, 0, ENCAPSULATION);
    System.arraycopy(
        payload, ENCAPSULATION + HEADER, plain, ENCAPSULATION, plain.length - ENCAPSULATION);
    return plain;
  }

  /** Returns the payload as it is sent, with the name of its request. */
  byte[] wrap(byte[] plain, SampleIdentity request) {
    if (this != CYCLONE) {
      return plain;
    }
    return ByteBuffer.allocate(plain.length + HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(plain, 0, ENCAPSULATION)
        .putLong(request.writer().high())
        .putLong(request.sequence())
        .put(plain, ENCAPSULATION, plain.length - ENCAPSULATION)
        .array();
  }
}
