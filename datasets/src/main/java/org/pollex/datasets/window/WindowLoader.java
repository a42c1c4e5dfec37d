package org.pollex.datasets.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.pollex.datasets.hdf5.ChunkScratch;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;

/**
 * Fills batches ahead of training on a bounded pool of threads, in the order asked for. The same
 * order gives the same batches, whatever the number of threads.
 *
 * <pre>{@code
 * try (WindowLoader loader = new WindowLoader(store, order, 64, 2, position)) {
 *   while (training) {
 *     WindowBatch batch = loader.next();
 *     step(batch.buffer("obs/image"), batch.buffer("actions"));
 *     save(loader.position());
 *   }
 * }
 * }</pre>
 *
 * <p>Behind the end of the order it goes on from the beginning. For one consumer; it must be closed
 * before its store.
 */
public final class WindowLoader implements AutoCloseable {
  private final WindowStore store;
  private final WindowSequence order;
  private final int size;
  private final ExecutorService pool;
  private final BlocksAhead blocks;
  private final Deque<Future<WindowBatch>> pending = new ArrayDeque<>();
  private final List<WindowBatch> batches = new ArrayList<>();
  private final List<ChunkScratch> scratches = Collections.synchronizedList(new ArrayList<>());
  private WindowBatch given;
  private long submitted;
  private long position;

  /**
   * Starts to load.
   *
   * @param size windows of a batch
   * @param threads that fill batches, 1 or more
   * @param position of the first window, for example {@link #position} of an earlier loader
   */
  public WindowLoader(
      WindowStore store, WindowSequence order, int size, int threads, long position) {
    this.store = store;
    this.order = order;
    this.size = size;
    this.submitted = position % order.size();
    this.position = submitted;
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("windows-", 0).factory());
    this.blocks =
        order instanceof BlockOrder cut && store.columns().stream().anyMatch(c -> c.packed())
            ? new BlocksAhead(store, cut, pool, ThreadLocal.withInitial(this::scratch), submitted)
            : null;
    for (int i = 0; i < 2 * threads; i++) {
      batches.add(store.newBatch(size));
    }
    batches.forEach(this::submit);
  }

  private ChunkScratch scratch() {
    ChunkScratch scratch = new ChunkScratch();
    scratches.add(scratch);
    return scratch;
  }

  private void submit(WindowBatch batch) {
    long first = submitted;
    submitted += size;
    if (blocks != null) {
      blocks.decodeTo(submitted - 1);
    }
    pending.add(
        pool.submit(
            () -> {
              for (int slot = 0; slot < size; slot++) {
                if (blocks != null) {
                  blocks.copy(first + slot, batch, slot);
                } else {
                  store.copy(order.window((first + slot) % order.size()), batch, slot);
                }
              }
              return batch;
            }));
  }

  /**
   * Returns the next batch; it is valid until the next call.
   *
   * @throws org.pollex.errors.BadInputException if a chunk that it needs is damaged
   */
  public WindowBatch next() {
    if (given != null) {
      submit(given);
    }
    try {
      given = pending.remove().get();
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("loading was interrupted", "Start again.");
    }
    position = (position + size) % order.size();
    return given;
  }

  private static RuntimeException failure(ExecutionException thrown) {
    Throwable cause = thrown;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof PollexException known) {
      return known;
    }
    return new IllegalStateException(cause);
  }

  /** Returns the position behind the batch given last, to go on from. */
  public long position() {
    return position;
  }

  @Override
  public void close() {
    pool.shutdownNow();
    try {
      // Memory may be given back only when nobody writes into it any more.
      while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
        continue;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    batches.forEach(WindowBatch::close);
    scratches.forEach(ChunkScratch::close);
    if (blocks != null) {
      blocks.close();
    }
  }
}
