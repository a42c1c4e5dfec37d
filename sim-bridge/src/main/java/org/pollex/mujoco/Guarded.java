package org.pollex.mujoco;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Runs calls of MuJoCo on threads that can be lost: a fatal error becomes an {@link
 * MjFatalException} of the caller, and costs one parked thread.
 */
final class Guarded {
  private static final ConcurrentLinkedDeque<CallThread> IDLE = new ConcurrentLinkedDeque<>();

  private Guarded() {}

  /** True when the current thread may call MuJoCo directly. */
  static boolean here() {
    return Thread.currentThread() instanceof MjThread;
  }

  static void run(Runnable body) {
    call(
        () -> {
          body.run();
          return null;
        });
  }

  static <T> T call(Supplier<T> body) {
    if (here()) {
      return body.get();
    }
    CallThread thread = IDLE.pollFirst();
    if (thread == null) {
      thread = new CallThread();
      thread.start();
    }
    return thread.execute(body);
  }

  /** Executes one call at a time, and goes back to the idle ones after each. */
  private static final class CallThread extends MjThread {
    private volatile Call<?> next;
    private Call<?> running;

    CallThread() {
      super("mujoco-call");
    }

    <T> T execute(Supplier<T> body) {
      Call<T> call = new Call<>(body, Thread.currentThread());
      next = call;
      LockSupport.unpark(this);
      call.await();
      if (!call.lost) {
        IDLE.addFirst(this);
      }
      return call.result();
    }

    @Override
    public void run() {
      while (true) {
        running = next;
        if (running == null) {
          LockSupport.park(this);
        } else {
          next = null;
          running.execute();
        }
      }
    }

    @Override
    protected void onFatalError(String message) {
      running.end(null, new MjFatalException(message), true);
    }
  }

  /** One call: its body, its caller, and how it ended. */
  private static final class Call<T> {
    private final Supplier<T> body;
    private final Thread caller;
    private T value;
    private Throwable failure;
    private boolean lost;
    private volatile boolean done;

    Call(Supplier<T> body, Thread caller) {
      this.body = body;
      this.caller = caller;
    }

    void execute() {
      try {
        end(body.get(), null, false);
      } catch (RuntimeException | Error thrown) {
        end(null, thrown, false);
      }
    }

    @SuppressWarnings("unchecked") // null, or what this call's own body returned
    void end(Object result, Throwable thrown, boolean threadIsLost) {
      value = (T) result;
      failure = thrown;
      lost = threadIsLost;
      done = true;
      LockSupport.unpark(caller);
    }

    void await() {
      boolean interrupted = false;
      for (int spins = 0; !done; spins++) {
        if (spins < 200) {
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

    T result() {
      return switch (failure) {
        case null -> value;
        case RuntimeException unchecked -> throw unchecked;
        default -> throw (Error) failure;
      };
    }
  }
}
