package org.pollex.datasets.episode;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.pollex.datasets.journal.JournalWriter;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;

/**
 * Stands between a control loop and the disk: one thread writes records in the order in which they
 * came, a bounded pool compresses pictures before. States and actions are always taken; a picture
 * is refused when those that wait would exceed the allowed memory. Nothing here makes the control
 * loop wait.
 */
final class RecordQueue implements AutoCloseable {
  /** Pictures that may wait, whatever their size. */
  private static final int MOST_PICTURES = 10_000;

  private final JournalWriter journal;
  private final long pictureBytes;
  private final long syncNanos;
  private final ExecutorService pool;
  private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private final Thread writer;
  private volatile RuntimeException failure;

  /** A record to write, what to do then, or the end. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(int type, byte[] payload, Runnable written) {
    boolean isEnd() {
      return type < 0;
    }
  }

  private static final Entry END = new Entry(-1, new byte[0], () -> {});

  RecordQueue(JournalWriter journal, EpisodeRecorder.Settings settings) {
    this.journal = journal;
    this.pictureBytes = settings.pictureBytes();
    this.syncNanos = settings.syncEvery().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    this.pool =
        Executors.newFixedThreadPool(
            settings.threads(), Thread.ofPlatform().daemon().name("pictures-", 0).factory());
    this.writer = Thread.ofPlatform().daemon().name("journal").start(this::write);
  }

  private void write() {
    long synced = System.nanoTime();
    boolean dirty = false;
    try {
      while (true) {
        long left = syncNanos - (System.nanoTime() - synced);
        Entry entry = dirty ? entries.poll(left, TimeUnit.NANOSECONDS) : entries.take();
        if (entry != null && entry.isEnd()) {
          return;
        }
        if (entry != null && failure == null) {
          journal.append(entry.type(), entry.payload());
          dirty = true;
        }
        if (entry != null) {
          entry.written().run();
        }
        if (System.nanoTime() - synced >= syncNanos && failure == null) {
          journal.sync();
          synced = System.nanoTime();
          dirty = false;
        }
      }
    } catch (InterruptedException e) {
      failure = new RunFailedException("the recording was interrupted", "Start it again.");
    } catch (RuntimeException e) {
      failure = e;
      release();
    }
  }

  /** After a failure nobody may wait for what is never written. */
  private void release() {
    try {
      for (Entry entry = entries.take(); !entry.isEnd(); entry = entries.take()) {
        entry.written().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes a record; throws what an earlier one failed with. */
  void put(int type, byte[] payload) {
    requireHealthy();
    entries.add(new Entry(type, payload, () -> {}));
  }

  /**
   * Takes a picture if there is room.
   *
   * @param row its numbers; not copied
   * @param open counts the pictures of its episode that are not in the queue yet
   */
  boolean offer(int episode, int step, int stream, byte[] row, Phaser open) {
    if (waiting.get() >= MOST_PICTURES || waitingBytes.get() + row.length > pictureBytes) {
      return false;
    }
    waiting.incrementAndGet();
    waitingBytes.addAndGet(row.length);
    open.register();
    pool.execute(
        () -> {
          try {
            byte[] payload =
                EpisodeRecords.picture(episode, step, stream, PictureCodec.compress(row));
            entries.add(new Entry(EpisodeRecords.PICTURE, payload, () -> written(row.length)));
          } finally {
            open.arriveAndDeregister();
          }
        });
    return true;
  }

  private void written(int bytes) {
    waiting.decrementAndGet();
    waitingBytes.addAndGet(-bytes);
  }

  /** Takes a record and returns when it and everything before it is written. */
  void putAndWait(int type, byte[] payload) {
    requireHealthy();
    CompletableFuture<Void> written = new CompletableFuture<>();
    entries.add(new Entry(type, payload, () -> written.complete(null)));
    written.join();
    requireHealthy();
  }

  private void requireHealthy() {
    RuntimeException earlier = failure;
    if (earlier instanceof PollexException known) {
      throw known;
    }
    if (earlier != null) {
      throw new IllegalStateException(earlier);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
        continue;
      }
      entries.add(END);
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
