package org.pollex.mujoco;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** C pointers as memory of known extent: every place where the extent is our word alone. */
@SuppressWarnings("restricted") // the extents come from the checked table of layouts
final class Foreign {
  private Foreign() {}

  /** An arena whose owner is an object that is closed itself, and that any thread may use. */
  @SuppressWarnings("MustBeClosed") // closed by the owner's close()
  static Arena arena() {
    return Arena.ofShared();
  }

  /** What a pointer points to, for immediate use. */
  static MemorySegment sized(MemorySegment pointer, long bytes) {
    return pointer.reinterpret(bytes);
  }

  /** What a pointer points to, usable until the arena is closed. */
  static MemorySegment within(MemorySegment pointer, long bytes, Arena arena) {
    return pointer.reinterpret(bytes, arena, null);
  }

  /** What a pointer points to, freed by {@code free} when the arena is closed. */
  static MemorySegment owned(
      MemorySegment pointer, long bytes, Arena arena, Consumer<MemorySegment> free) {
    return pointer.reinterpret(bytes, arena, free);
  }

  /** A C string. */
  static String text(MemorySegment pointer) {
    return pointer.reinterpret(Long.MAX_VALUE).getString(0);
  }
}
