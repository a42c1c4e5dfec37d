package org.pollex.datasets.bag;

import java.util.Arrays;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;

/**
 * One recorded message; the bytes are a part of a larger block, which nobody writes to.
 *
 * @param connection its topic and type
 * @param logTime when it was recorded, nanoseconds
 * @param publishTime when it was sent, nanoseconds; the log time where the bag does not know
 * @param block holds the serialized message
 * @param offset where it begins
 * @param length its bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record BagMessage(
    Connection connection, long logTime, long publishTime, byte[] block, int offset, int length) {

  /** Returns a copy of the serialized message. */
  public byte[] data() {
    return Arrays.copyOfRange(block, offset, offset + length);
  }

  /** Decodes it. */
  public Message decode(MessageCodec codec) {
    return codec.decode(block, offset, length);
  }
}
