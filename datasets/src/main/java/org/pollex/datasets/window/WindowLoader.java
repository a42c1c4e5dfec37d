package org.pollex.datasets.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
  private final int size;
  private final long period;
  private final ExecutorService pool;
  private final WindowFeed feed;
  private final Deque<Future<WindowBatch>> pending = new ArrayDeque<>();
  private final List<WindowBatch> batches = new ArrayList<>();
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
    this(store, order.size(), size, threads, position, pool -> feed(store, order, pool, position));
  }

  /**
   * Starts to load windows of several stores, drawn by weight. It has no end; {@link
   * WindowBatch#source} tells the store of each window.
   *
   * @param stores in the order of the mixture's sizes; they have the same streams and rows
   * @throws org.pollex.errors.BadInputException if their streams differ
   */
  public WindowLoader(
      List<WindowStore> stores, WindowMixture mixture, int size, int threads, long position) {
    this(
        alike(stores, mixture),
        Long.MAX_VALUE,
        size,
        threads,
        position,
        pool ->
            (at, batch, slot) -> {
              WindowMixture.Draw draw = mixture.draw(at);
              stores.get(draw.source()).copy(draw.window(), batch, slot);
              batch.tellSource(slot, draw.source());
            });
  }

  private WindowLoader(
      WindowStore shape,
      long period,
      int size,
      int threads,
      long position,
      Function<ExecutorService, WindowFeed> feed) {
    this.size = size;
    this.period = period;
    this.submitted = position % period;
    this.position = submitted;
    this.pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("windows-", 0).factory());
    this.feed = feed.apply(pool);
    for (int i = 0; i < 2 * threads; i++) {
      batches.add(shape.newBatch(size));
    }
    batches.forEach(this::submit);
  }

  private static WindowFeed feed(
      WindowStore store, WindowSequence order, ExecutorService pool, long position) {
    boolean packed = store.columns().stream().anyMatch(WindowStore.Column::packed);
    return order instanceof BlockOrder cut && packed
        ? new BlocksAhead(store, cut, pool, position % order.size())
        : (at, batch, slot) -> store.copy(order.window(at % order.size()), batch, slot);
  }

  private static WindowStore alike(List<WindowStore> stores, WindowMixture mixture) {
    if (!mixture.sizes().equals(stores.stream().map(WindowStore::windows).toList())) {
      throw new IllegalArgumentException(
          "a mixture of " + mixture.sizes() + " windows for other stores than these");
    }
    stores.forEach(store -> store.requireLike(stores.getFirst()));
    return stores.getFirst();
  }

  private void submit(WindowBatch batch) {
    long first = submitted;
    submitted += size;
    feed.prepareTo(submitted - 1);
    pending.add(
        pool.submit(
            () -> {
              for (int slot = 0; slot < size; slot++) {
                feed.copy(first + slot, batch, slot);
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
    position = (position + size) % period;
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
    feed.close();
  }
}
