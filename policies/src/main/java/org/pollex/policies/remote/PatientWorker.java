package org.pollex.policies.remote;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs jobs one after another on a thread of its own. A job that exceeds its time is given up
 * together with its thread, which is interrupted and never waited for; the next jobs get a new one.
 */
final class PatientWorker implements AutoCloseable {
  private ExecutorService thread = fresh();

  /** One job; it reports what it did by itself. */
  interface Job {
    /** Does the work; must not throw. */
    void run();

    /** Time that it may take, nanoseconds. */
    long limitNanos();

    /** Called, on another thread, when the time is over; {@link #run} may still go on. */
    void giveUp();
  }

  /** Where the thread is in the list. */
  private static final class Position {
    private final int first;
    private int job;
    private long since = System.nanoTime();
    private boolean abandoned;

    Position(int first) {
      this.first = first;
      this.job = first;
    }

    /** Goes on with a job; false once somebody else does. */
    synchronized boolean enter(int index) {
      job = index;
      since = System.nanoTime();
      return !abandoned;
    }

    /** Takes the list away from the thread if its job is over time; returns that job, or -1. */
    synchronized int abandon(List<? extends Job> jobs) {
      if (leftNanos(jobs) > 0) {
        return -1;
      }
      abandoned = true;
      return job;
    }

    synchronized long leftNanos(List<? extends Job> jobs) {
      return since + jobs.get(job).limitNanos() - System.nanoTime();
    }
  }

  /** Runs all jobs in order; returns when each is done or given up. */
  void run(List<? extends Job> jobs) {
    int next = 0;
    while (next < jobs.size()) {
      Position position = new Position(next);
      Future<?> running = thread.submit(() -> runFrom(position, jobs));
      next = await(running, position, jobs);
    }
  }

  private static void runFrom(Position position, List<? extends Job> jobs) {
    for (int i = position.first; i < jobs.size() && position.enter(i); i++) {
      jobs.get(i).run();
    }
  }

  /** Returns the index of the job to go on with. */
  private int await(Future<?> running, Position position, List<? extends Job> jobs) {
    while (true) {
      try {
        running.get(Math.max(1, position.leftNanos(jobs)), TimeUnit.NANOSECONDS);
        return jobs.size();
      } catch (TimeoutException late) {
        int stuck = position.abandon(jobs);
        if (stuck >= 0) {
          jobs.get(stuck).giveUp();
          thread.shutdownNow();
          thread = fresh();
          return stuck + 1;
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return jobs.size();
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a job threw", failed.getCause());
      }
    }
  }

  private static ExecutorService fresh() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name("pollex-policy").factory());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
