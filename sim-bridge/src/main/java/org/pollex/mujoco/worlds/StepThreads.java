package org.pollex.mujoco.worlds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.pollex.errors.BadInputException;
import org.pollex.mujoco.MjThread;

/**
 * Threads that step worlds together: a parallel loop without locks and without allocation.
 *
 * <p>In every round each thread takes the next world that nobody took until none is left; the round
 * ends when all threads are done. Between rounds threads spin for some microseconds and then park.
 * A thread that a fatal error of MuJoCo took is replaced within the round, and the world it worked
 * on is named in the round's answer.
 *
 * <p>One caller at a time; several pools in one process do not know of each other.
 */
public final class StepThreads implements AutoCloseable {
  private static final long SPIN_NANOS = 50_000;

  private final Worker[] workers;
  private final boolean pinned;
  private final boolean callerMaySpin;

  // One round: written by the caller before it wakes the workers, read by them after.
  private IntConsumer work;
  private int count;
  private Thread caller;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger pending = new AtomicInteger();

  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final List<Lost> lost = new ArrayList<>();
  private volatile boolean closed;

  /**
   * A world that was lost to a fatal error.
   *
   * @param world its number in the round
   * @param message what MuJoCo said
   */
  public record Lost(int world, String message) {}

  /** Starts one thread for every core that this process may use, not tied to cores. */
  public StepThreads() {
    this(Runtime.getRuntime().availableProcessors(), false);
  }

  /**
   * Starts threads.
   *
   * @param threads how many
   * @param pinned ties thread k to the k-th core that this process may use, where the system lets
   *     it; helps when nothing else runs, hurts when something does
   */
  public StepThreads(int threads, boolean pinned) {
    if (threads < 1) {
      throw new BadInputException(threads + " threads were asked for", "At least 1 is needed.");
    }
    this.pinned = pinned;
    this.callerMaySpin = threads < Runtime.getRuntime().availableProcessors();
    this.workers = new Worker[threads];
    for (int i = 0; i < threads; i++) {
      workers[i] = new Worker(i, 0);
      workers[i].start();
    }
  }

  /** Returns the number of threads. */
  public int threads() {
    return workers.length;
  }

  /**
   * Runs {@code work} once for each world 0 to {@code worlds} - 1, on the threads, and waits.
   *
   * <p>An exception of one world does not stop the others; the first is thrown when all are done.
   *
   * @return the worlds that were lost to fatal errors in this round; nearly always empty
   */
  public List<Lost> forEach(int worlds, IntConsumer work) {
    if (closed) {
      throw new IllegalStateException("these threads are closed");
    }
    int participants = Math.min(workers.length, worlds);
    if (participants == 0) {
      return List.of();
    }
    this.work = work;
    this.count = worlds;
    this.caller = Thread.currentThread();
    next.set(0);
    pending.set(participants);
    for (int i = 0; i < participants; i++) {
      workers[i].wake();
    }
    await();
    this.work = null;
    RuntimeException thrown = failure.getAndSet(null);
    if (thrown != null) {
      lost.clear();
      throw thrown;
    }
    if (lost.isEmpty()) {
      return List.of();
    }
    List<Lost> answer = List.copyOf(lost);
    lost.clear();
    return answer;
  }

  private void await() {
    boolean interrupted = false;
    long spinUntil = callerMaySpin ? System.nanoTime() + SPIN_NANOS : 0;
    while (pending.get() > 0) {
      if (callerMaySpin && System.nanoTime() < spinUntil) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the threads; those that were lost to fatal errors stay parked. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
    for (Worker worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private final class Worker extends MjThread {
    private final int slot;
    private volatile int round;
    private volatile boolean parked;
    private int finished;
    private int current;

    Worker(int slot, int finished) {
      super("mujoco-step-" + slot);
      this.slot = slot;
      this.finished = finished;
      this.round = finished;
    }

    /** By the caller, or by the thread that this one replaces. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time: the round's caller
    void wake() {
      round++;
      if (parked) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      if (pinned) {
        CpuAffinity.pinCurrentThread(slot);
      }
      while (awaitRound()) {
        finished++;
        for (current = next.getAndIncrement(); current < count; current = next.getAndIncrement()) {
          try {
            work.accept(current);
          } catch (RuntimeException thrown) {
            failure.compareAndSet(null, thrown);
          } catch (Error thrown) {
            failure.compareAndSet(null, new IllegalStateException(thrown));
          }
        }
        if (pending.decrementAndGet() == 0) {
          LockSupport.unpark(caller);
        }
      }
    }

    /** Waits for the next round; false when there is none. */
    private boolean awaitRound() {
      long spinUntil = System.nanoTime() + SPIN_NANOS;
      while (round == finished) {
        if (closed) {
          return false;
        }
        if (System.nanoTime() < spinUntil) {
          Thread.onSpinWait();
        } else {
          parked = true;
          if (round == finished && !closed) {
            LockSupport.park(this);
          }
          parked = false;
        }
      }
      return true;
    }

    /** Puts a new thread into this one's place; it takes the rest of the round. */
    @Override
    protected void onFatalError(String message) {
      synchronized (lost) {
        lost.add(new Lost(current, message));
      }
      Worker replacement = new Worker(slot, 0);
      workers[slot] = replacement;
      replacement.wake();
      replacement.start();
    }
  }
}
