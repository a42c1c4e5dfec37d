package org.pollex.metaworld.world;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.pollex.errors.RunFailedException;
import org.pollex.mujoco.MjFatalException;
import org.pollex.mujoco.MuJoCo;

/**
 * Does a job for each of some indices on several threads. A job that MuJoCo stops with a fatal
 * error costs its thread; the others' jobs go on.
 */
final class Lanes implements AutoCloseable {
  private final int count;
  private final ExecutorService helpers;

  /** What to do for an index that MuJoCo stopped at. */
  interface OnFatal {
    void lost(int index, MjFatalException error);
  }

  Lanes(int count) {
    this.count = count;
    helpers =
        Executors.newFixedThreadPool(
            Math.max(1, count - 1), Thread.ofPlatform().daemon().name("world-", 0).factory());
  }

  /** Runs all jobs; an exception of a job that is not fatal to MuJoCo comes out here. */
  void run(int jobs, IntConsumer job, OnFatal onFatal) {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(count, jobs); i++) {
      others.add(helpers.submit(() -> lane(next, jobs, job, onFatal)));
    }
    lane(next, jobs, job, onFatal);
    for (Future<?> other : others) {
      await(other);
    }
  }

  private static void lane(AtomicInteger next, int jobs, IntConsumer job, OnFatal onFatal) {
    int[] present = {0};
    while (next.get() < jobs) {
      try {
        MuJoCo.run(
            () -> {
              for (int i = next.getAndIncrement(); i < jobs; i = next.getAndIncrement()) {
                present[0] = i;
                job.accept(i);
              }
            });
      } catch (MjFatalException fatal) {
        onFatal.lost(present[0], fatal);
      }
    }
  }

  private static void await(Future<?> other) {
    try {
      other.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted while worlds were stepping", "Run it again.");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  @Override
  public void close() {
    helpers.shutdownNow();
  }
}
