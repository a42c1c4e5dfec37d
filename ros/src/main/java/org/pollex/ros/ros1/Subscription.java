package org.pollex.ros.ros1;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.pollex.errors.PollexException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives one topic from all who publish it. Messages are handed over one after the other on a
 * thread of the subscription; when the receiver is slower than they come the oldest are dropped and
 * counted, so that what it sees is fresh.
 */
public final class Subscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

  private final Ros1Node node;
  private final String topic;
  private final Optional<Ros1Type> type;
  private final Consumer<Received> receiver;
  private final Map<URI, Inlet> inlets = new ConcurrentHashMap<>();
  private final BlockingQueue<Inlet.Frame> queue;
  private final LongAdder dropped = new LongAdder();
  private final LongAdder damaged = new LongAdder();
  private final Thread dispatcher;
  private boolean closed;

  Subscription(
      Ros1Node node,
      String topic,
      Optional<Ros1Type> type,
      int depth,
      Consumer<Received> receiver) {
    this.node = node;
    this.topic = topic;
    this.type = type;
    this.receiver = receiver;
    this.queue = new ArrayBlockingQueue<>(depth);
    this.dispatcher = Thread.ofVirtual().name("ros1 " + topic).start(this::dispatch);
  }

  Ros1Node node() {
    return node;
  }

  /** Returns the topic. */
  public String topic() {
    return topic;
  }

  /** The type that was asked for; none takes what is published. */
  Optional<Ros1Type> type() {
    return type;
  }

  String typeName() {
    return type.map(Ros1Type::name).orElse("*");
  }

  /** Returns how many publishers are connected. */
  public int publishers() {
    return (int) inlets.values().stream().filter(Inlet::connected).count();
  }

  /** Returns how many messages were dropped because the receiver was too slow. */
  public long dropped() {
    return dropped.sum();
  }

  /** Returns how many messages could not be decoded. */
  public long damaged() {
    return damaged.sum();
  }

  /** Connects to those publishers that are new, and leaves those that are no longer there. */
  synchronized void update(List<URI> publishers) {
    if (closed) {
      return;
    }
    inlets.forEach(
        (uri, inlet) -> {
          if (!publishers.contains(uri)) {
            inlet.close();
            inlets.remove(uri);
          }
        });
    for (URI uri : publishers) {
      inlets.computeIfAbsent(uri, new Inlet.Opening(this)::open);
    }
  }

  void arrived(Inlet.Frame frame) {
    while (!queue.offer(frame)) {
      if (queue.poll() != null) {
        dropped.increment();
      }
    }
  }

  private void dispatch() {
    try {
      while (true) {
        Inlet.Frame frame = queue.take();
        try {
          receiver.accept(frame.decode());
        } catch (PollexException e) {
          damaged.increment();
          LOG.warn("{}: a message of {} was refused: {}", topic, frame.publisher(), e.getMessage());
        } catch (RuntimeException e) {
          LOG.error("{}: the receiver failed", topic, e);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  /** Unsubscribes; the receiver is not called after this returns, unless it is the caller. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      inlets.values().forEach(Inlet::close);
      inlets.clear();
    }
    node.registrations().remove(this);
    dispatcher.interrupt();
    if (Thread.currentThread() != dispatcher) {
      try {
        dispatcher.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
