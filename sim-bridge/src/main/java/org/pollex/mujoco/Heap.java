package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * The C library's heap. A model is tens of megabytes, and so is the copy of its file that MuJoCo
 * reads first; glibc keeps such blocks when they are freed.
 */
final class Heap {
  /** glibc's own; other C libraries have none and need none. */
  private static final MethodHandle TRIM =
      Linker.nativeLinker()
          .defaultLookup()
          .find("malloc_trim")
          .map(address -> SharedLibrary.handle(address, JAVA_INT, JAVA_LONG))
          .orElse(null);

  private Heap() {}

  /** Gives what is free back to the system. */
  static void trim() {
    if (TRIM != null) {
      SharedLibrary.call(TRIM, 0L);
    }
  }
}
