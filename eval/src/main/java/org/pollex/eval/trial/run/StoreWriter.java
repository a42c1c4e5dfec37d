package org.pollex.eval.trial.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;

/**
 * Writes finished trials on a thread of its own, so that a slow disk does not hold the simulation
 * up. Whatever has finished while the disk was busy is written together.
 */
final class StoreWriter implements TrialSink, AutoCloseable {
  private static final FinishedTrial LAST = new FinishedTrial(-1, null, null, null);

  private final OutcomeStore store;
  private final IntConsumer progress;
  private final LinkedBlockingQueue<FinishedTrial> queue = new LinkedBlockingQueue<>(256);
  private final Thread thread;
  private volatile RuntimeException failure;
  private volatile boolean reported;
  private final Object progressMade = new Object();
  private long delivered;
  private long handled;

  /**
   * Starts the thread.
   *
   * @param progress told, on that thread, how many more trials are on the device
   */
  StoreWriter(OutcomeStore store, IntConsumer progress) {
    this.store = store;
    this.progress = progress;
    this.thread = Thread.ofPlatform().name("pollex-outcomes").start(this::write);
  }

  private void write() {
    try {
      List<FinishedTrial> batch = new ArrayList<>();
      while (true) {
        batch.clear();
        batch.add(queue.take());
        queue.drainTo(batch);
        boolean last = batch.remove(LAST);
        if (!batch.isEmpty() && failure == null) {
          keep(batch);
        }
        synchronized (progressMade) {
          handled += batch.size();
          progressMade.notifyAll();
        }
        if (last) {
          return;
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(List<FinishedTrial> batch) {
    try {
      store.accept(batch);
      progress.accept(batch.size());
    } catch (RuntimeException cannotWrite) {
      failure = cannotWrite;
    }
  }

  /** Waits until all that was delivered so far is on the device, or cannot get there. */
  void settle() {
    synchronized (progressMade) {
      while (handled < delivered) {
        try {
          progressMade.wait();
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  @Override
  public void finished(FinishedTrial trial) {
    check();
    synchronized (progressMade) {
      delivered++;
    }
    put(trial);
  }

  @Override
  public void started(RunStart start) {
    check();
    store.started(start);
  }

  /** Returns what the thread ran into, or null. */
  RuntimeException failure() {
    return failure;
  }

  /** Throws what the thread ran into. */
  void check() {
    if (failure != null) {
      reported = true;
      throw failure;
    }
  }

  private void put(FinishedTrial trial) {
    try {
      queue.put(trial);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  /** Waits until everything that was taken is on the device. */
  @Override
  public void close() {
    put(LAST);
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    if (!reported) {
      check();
    }
  }
}
