package org.pollex.ros.ros1;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageType;
import org.pollex.ros.ros1.tcpros.ConnectionHeader;
import org.pollex.ros.ros1.tcpros.Frames;
import org.pollex.ros.ros1.tcpros.TcpRosConnection;

/** Sends the messages of one topic to all who subscribed. Safe for several threads. */
public final class Publisher implements AutoCloseable {
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Ros1Node node;
  private final String topic;
  private final Ros1Type type;
  private final int depth;
  private final boolean latched;
  private final MessageCodec codec;
  private final List<Outlet> outlets = new CopyOnWriteArrayList<>();
  private final LongAdder dropped = new LongAdder();
  private byte[] last;

  Publisher(Ros1Node node, String topic, Ros1Type type, int depth, boolean latched) {
    this.node = node;
    this.topic = topic;
    this.type = type;
    this.depth = depth;
    this.latched = latched;
    this.codec = type.codec();
  }

  /** Returns the topic. */
  public String topic() {
    return topic;
  }

  Ros1Type type() {
    return type;
  }

  /** Returns the type that messages are made of. */
  public MessageType messages() {
    return codec.type();
  }

  /** Returns how many subscribers are connected. */
  public int subscribers() {
    return outlets.size();
  }

  /** Returns how many messages were dropped, over all subscribers, because one was too slow. */
  public long dropped() {
    return dropped.sum();
  }

  /** Sends a message; never waits for a subscriber. */
  public synchronized void publish(Message message) {
    byte[] frame = Frames.of(codec.encode(message));
    last = latched ? frame : null;
    for (Outlet outlet : outlets) {
      dropped.add(outlet.offer(frame));
    }
  }

  /** Serves a subscriber until it leaves. */
  void serve(ConnectionHeader header, TcpRosConnection connection) throws IOException {
    String wanted = header.get("md5sum");
    if (!wanted.equals("*") && !wanted.equals(type.md5())) {
      ConnectionHeader.error(
              "topic %s is %s with md5sum %s here; %s asks for %s with md5sum %s"
                  .formatted(
                      topic,
                      type.name(),
                      type.md5(),
                      header.get("callerid"),
                      header.get("type"),
                      wanted))
          .write(connection.out());
      return;
    }
    new ConnectionHeader(
            Map.of(
                "callerid", node.options().name(),
                "topic", topic,
                "type", type.name(),
                "md5sum", type.md5(),
                "latching", latched ? "1" : "0",
                "message_definition", type.text()))
        .write(connection.out());
    Outlet outlet = new Outlet(connection, depth);
    attach(outlet);
    try {
      connection.in().transferTo(java.io.OutputStream.nullOutputStream());
    } finally {
      outlets.remove(outlet);
      outlet.close();
    }
  }

  private synchronized void attach(Outlet outlet) {
    if (last != null) {
      outlet.offer(last);
    }
    outlets.add(outlet);
    outlet.start();
  }

  /** Takes the topic back; what is queued has a second to leave. */
  @Override
  public void close() {
    node.registrations().remove(this);
    long end = System.nanoTime() + DRAIN_NANOS;
    for (Outlet outlet : outlets) {
      while (!outlet.idle() && System.nanoTime() < end) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      outlet.close();
    }
  }
}
