package org.pollex.mujoco.worlds;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.BitSet;
import java.util.Optional;

/** Ties the current thread to a core (Linux {@code sched_setaffinity}; nothing elsewhere). */
final class CpuAffinity {
  /** Size of glibc's {@code cpu_set_t}: 1024 cores. */
  private static final int MASK_BYTES = 128;

  private CpuAffinity() {}

  /** Ties it to the k-th of the cores that it may use now; does nothing where that is refused. */
  static void pinCurrentThread(int k) {
    Optional<MethodHandle> get = function("sched_getaffinity");
    Optional<MethodHandle> set = function("sched_setaffinity");
    if (get.isEmpty() || set.isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MASK_BYTES, 8);
      int refused = (int) get.get().invokeExact(0, (long) MASK_BYTES, mask);
      BitSet allowed = BitSet.valueOf(mask.toArray(ValueLayout.JAVA_BYTE));
      if (refused < 0 || allowed.isEmpty()) {
        return;
      }
      int core = allowed.stream().skip(k % allowed.cardinality()).findFirst().orElseThrow();
      mask.fill((byte) 0);
      mask.set(ValueLayout.JAVA_BYTE, core / 8, (byte) (1 << (core % 8)));
      int ignored = (int) set.get().invokeExact(0, (long) MASK_BYTES, mask);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @SuppressWarnings("restricted") // two functions of the C library with a fixed signature
  private static Optional<MethodHandle> function(String name) {
    SymbolLookup libc = Linker.nativeLinker().defaultLookup();
    return libc.find(name)
        .map(
            address ->
                Linker.nativeLinker()
                    .downcallHandle(
                        address, FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS)));
  }
}
