package org.pollex.ros.ros1;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.pollex.ros.ros1.tcpros.TcpRosConnection;

/**
 * The way from a publisher to one subscriber: a bounded queue, drained by a thread of its own, so
 * that a slow subscriber delays nobody. When it is full the oldest message is dropped.
 */
final class Outlet {
  private final TcpRosConnection connection;
  private final BlockingQueue<byte[]> queue;
  private final Thread writer;
  private volatile boolean writing;

  Outlet(TcpRosConnection connection, int depth) {
    this.connection = connection;
    this.queue = new ArrayBlockingQueue<>(depth);
    this.writer = Thread.ofVirtual().name("tcpros-out").unstarted(this::write);
  }

  void start() {
    writer.start();
  }

  /** Queues a frame; returns how many older ones were dropped for it. */
  int offer(byte[] frame) {
    int dropped = 0;
    while (!queue.offer(frame)) {
      if (queue.poll() != null) {
        dropped++;
      }
    }
    return dropped;
  }

  /** Whether everything that was queued is with the operating system. */
  boolean idle() {
    return queue.isEmpty() && !writing || !writer.isAlive();
  }

  private void write() {
    try {
      while (true) {
        byte[] frame = queue.take();
        writing = true;
        connection.out().write(frame);
        writing = false;
      }
    } catch (IOException | InterruptedException e) {
      connection.close();
    }
  }

  void close() {
    writer.interrupt();
    connection.close();
  }
}
