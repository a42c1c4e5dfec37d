package org.pollex.ros.node;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import org.pollex.datasets.message.Message;

/**
 * Names a goal.
 *
 * @param uuid its 16 bytes
 */
public record GoalId(UUID uuid) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  static GoalId draw() {
    return new GoalId(new UUID(RANDOM.nextLong(), RANDOM.nextLong()));
  }

  /** Reads the field {@code uuid} of {@code unique_identifier_msgs/msg/UUID}. */
  static GoalId of(Message message) {
    ByteBuffer in = ByteBuffer.wrap((byte[]) message.get("uuid"));
    return new GoalId(new UUID(in.getLong(), in.getLong()));
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  boolean isZero() {
    return uuid.getMostSignificantBits() == 0 && uuid.getLeastSignificantBits() == 0;
  }
}
