package org.pollex.mujoco;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What MuJoCo calls instead of ending the process (fatal errors) and writing to the terminal
 * (warnings).
 *
 * <p>After a fatal error MuJoCo's own state is undefined, and its function must not return. So the
 * handler tells the {@link MjThread} that made the call, which hands the failure to whoever waits,
 * and then parks that thread for ever; the thread's owner replaces it.
 */
final class ErrorHandlers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorHandlers.class);
  private static final AtomicLong FATAL = new AtomicLong();
  private static final AtomicLong WARNINGS = new AtomicLong();

  private ErrorHandlers() {}

  /** Puts both handlers in place of MuJoCo's own, for the life of the process. */
  static void install(Library library) {
    set(library, "mju_user_error", "fatal");
    set(library, "mju_user_warning", "warning");
  }

  @SuppressWarnings("restricted") // the handlers throw nothing
  private static void set(Library library, String variable, String method) {
    try {
      MemorySegment stub =
          Linker.nativeLinker()
              .upcallStub(
                  MethodHandles.lookup()
                      .findStatic(
                          ErrorHandlers.class,
                          method,
                          MethodType.methodType(void.class, MemorySegment.class)),
                  FunctionDescriptor.ofVoid(ValueLayout.ADDRESS),
                  Arena.global());
      Foreign.sized(library.symbol(variable), ValueLayout.ADDRESS.byteSize())
          .set(ValueLayout.ADDRESS, 0, stub);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(method, impossible);
    }
  }

  static long fatalErrors() {
    return FATAL.get();
  }

  static long warnings() {
    return WARNINGS.get();
  }

  /** Called by MuJoCo; never returns, and no exception may leave it. */
  @SuppressWarnings("unused") // by MuJoCo, through the upcall stub
  private static void fatal(MemorySegment message) {
    try {
      FATAL.incrementAndGet();
      String text = Foreign.text(message);
      LOG.error("MuJoCo fatal error: {}", text);
      if (Thread.currentThread() instanceof MjThread thread) {
        thread.lose(text);
      }
    } catch (Throwable ignored) {
      // Nothing may be thrown into C; the thread parks whatever happened.
    }
    while (true) {
      LockSupport.park();
    }
  }

  @SuppressWarnings("unused") // by MuJoCo, through the upcall stub
  private static void warning(MemorySegment message) {
    try {
      WARNINGS.incrementAndGet();
      if (LOG.isDebugEnabled()) {
        LOG.debug("MuJoCo warning: {}", Foreign.text(message));
      }
    } catch (Throwable ignored) {
      // Nothing may be thrown into C.
    }
  }
}
