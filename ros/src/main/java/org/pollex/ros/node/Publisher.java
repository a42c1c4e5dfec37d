package org.pollex.ros.node;

import java.time.Duration;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageType;
import org.pollex.ros.rtps.DataWriter;
import org.pollex.ros.types.TopicType;

/** Sends messages on a topic; may be used by several threads. */
public final class Publisher implements AutoCloseable {
  private final Node node;
  private final DataWriter writer;
  private final TopicType type;
  private final MessageCodec codec;

  Publisher(Node node, DataWriter writer, TopicType type) {
    this.node = node;
    this.writer = writer;
    this.type = type;
    this.codec = type.newCodec();
  }

  /**
   * Returns the type whose messages this sends: {@code messages().zero().with("data", "hello")}.
   */
  public MessageType messages() {
    return codec.type();
  }

  /** Returns the type's names and hash. */
  public TopicType type() {
    return type;
  }

  /** Sends a message. */
  public void publish(Message message) {
    byte[] bytes;
    synchronized (codec) {
      bytes = codec.encode(message);
    }
    writer.write(bytes);
  }

  /** Sends a message that is encoded already: encapsulation header and CDR. */
  public void publish(byte[] encoded) {
    writer.write(encoded);
  }

  /** Returns how many subscriptions get what is sent now. */
  public int subscriptions() {
    return writer.readers().size();
  }

  /** Waits for so many subscriptions; returns false if they did not come in time. */
  public boolean awaitSubscriptions(int count, Duration atMost) {
    return writer.awaitReaders(count, atMost);
  }

  /** Waits until all reliable subscriptions have everything; false if they did not in time. */
  public boolean awaitAcknowledged(Duration atMost) {
    return writer.awaitAcknowledged(atMost);
  }

  @Override
  public void close() {
    node.close(writer);
  }
}
