package org.pollex.ros.node;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.errors.PollexException;
import org.pollex.ros.rtps.DataReader;
import org.pollex.ros.rtps.Qos;
import org.pollex.ros.rtps.Sample;
import org.pollex.ros.types.TopicType;

/**
 * Hands on the messages of a topic, one at a time, on a thread of its own: a slow listener keeps
 * nobody else waiting. What it cannot take in time is dropped, the oldest first, and counted.
 */
public final class Subscription implements AutoCloseable {
  private static final int LONGEST_QUEUE = 1 << 14;
  private static final System.Logger LOG = System.getLogger(Subscription.class.getName());

  private final Node node;
  private final TopicType type;
  private final MessageCodec codec;
  private final Consumer<Received> listener;
  private final BlockingQueue<Sample> queue;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong undecodable = new AtomicLong();
  private volatile DataReader reader;
  private volatile Thread worker;

  Subscription(Node node, TopicType type, Qos qos, Consumer<Received> listener) {
    this.node = node;
    this.type = type;
    this.codec = type.newCodec();
    this.listener = listener;
    this.queue = new ArrayBlockingQueue<>(Math.clamp(qos.depth(), 1, LONGEST_QUEUE));
  }

  /** Reads with a thread of its own. */
  Subscription start(java.util.function.Function<Consumer<Sample>, DataReader> open) {
    worker = Thread.ofVirtual().name("ros-" + type.name()).start(this::work);
    reader = open.apply(this::enqueue);
    return this;
  }

  /** Reads on the receiving thread. */
  Subscription startDirect(java.util.function.Function<Consumer<Sample>, DataReader> open) {
    reader = open.apply(this::handOn);
    return this;
  }

  private void enqueue(Sample sample) {
    while (!queue.offer(sample)) {
      if (queue.poll() != null) {
        dropped.incrementAndGet();
      }
    }
  }

  private void work() {
    try {
      while (true) {
        handOn(queue.take());
      }
    } catch (InterruptedException closed) {
      // The subscription is closed.
    }
  }

  private void handOn(Sample sample) {
    try {
      listener.accept(new Received(codec.decode(sample.payload()), sample));
    } catch (PollexException e) {
      undecodable.incrementAndGet();
      LOG.log(System.Logger.Level.WARNING, "a message of " + type.name() + " was refused", e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a listener of " + type.name() + " failed", e);
    }
  }

  /** Returns how many messages the listener was too slow for. */
  public long dropped() {
    return dropped.get();
  }

  /**
   * Returns how many messages never came: sent, and lost on the way or given up by their writer.
   */
  public long lost() {
    return reader.lost();
  }

  /** Returns how many messages were no message of the type. */
  public long undecodable() {
    return undecodable.get();
  }

  /** Returns how many publishers are heard now. */
  public int publishers() {
    return reader.writers().size();
  }

  /** Waits for so many publishers; returns false if they did not come in time. */
  public boolean awaitPublishers(int count, Duration atMost) {
    return reader.awaitWriters(count, atMost);
  }

  @Override
  public void close() {
    node.close(reader);
    if (worker != null) {
      worker.interrupt();
    }
  }
}
