package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.pollex.errors.BadInputException;

/** MuJoCo's virtual file system ({@code mjVFS}): files that lie in memory. */
final class Vfs {
  private Vfs() {}

  /** Makes one that lives as long as the arena. */
  static MemorySegment of(Map<String, byte[]> files, Arena arena) {
    long bytes = Library.get().struct("mjVFS").bytes();
    MemorySegment vfs =
        Foreign.owned(
            arena.allocate(bytes, 8),
            bytes,
            arena,
            done -> Native.call("mj_deleteVFS", null, new MemoryLayout[] {ADDRESS}, done));
    Native.call("mj_defaultVFS", null, new MemoryLayout[] {ADDRESS}, vfs);
    files.forEach((name, content) -> add(vfs, name, content));
    return vfs;
  }

  private static void add(MemorySegment vfs, String name, byte[] bytes) {
    try (Arena scratch = Arena.ofConfined()) {
      int refused =
          (int)
              Native.call(
                  "mj_addBufferVFS",
                  JAVA_INT,
                  new MemoryLayout[] {ADDRESS, ADDRESS, ADDRESS, JAVA_INT},
                  vfs,
                  scratch.allocateFrom(name),
                  scratch.allocateFrom(ValueLayout.JAVA_BYTE, bytes),
                  bytes.length);
      if (refused != 0) {
        throw new BadInputException(
            "MuJoCo refuses the file '" + name + "' (" + bytes.length + " bytes)",
            "Names must differ, letter case ignored.");
      }
    }
  }
}
