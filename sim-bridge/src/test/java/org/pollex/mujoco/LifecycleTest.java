package org.pollex.mujoco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/**
 * Opening and closing leaves nothing behind: not one byte more is allocated, by the C library's own
 * count. (Resident memory would not tell: the C library keeps freed memory for later.)
 */
@SuppressWarnings("restricted") // the C library's own count of memory in use
class LifecycleTest {
  private static final int WORLDS = 10_000;
  private static final int MODELS = 100;

  /** What the JVM itself may allocate meanwhile, for its compilers above all. */
  private static final long NOISE = 16_000_000;

  /** A model of more than a megabyte, most of it a texture. */
  private static final String TEXTURED =
      Scenes.ARM.replace(
          "<worldbody>",
          "<asset><texture name='t' type='2d' builtin='checker' width='640' height='640'"
              + " rgb1='1 0 0' rgb2='0 1 0'/><material name='m' texture='t'/></asset><worldbody>");

  @Test
  void tenThousandWorldsLeaveNothing() {
    try (MjModel model = MjModel.parse(Scenes.ARM)) {
      open(model, 500);
      long before = allocated();
      open(model, WORLDS);
      long grown = allocated() - before;
      assertTrue(grown < NOISE, grown + " bytes after " + WORLDS + " worlds");
    }
  }

  @Test
  void aHundredModelsLeaveNothing() {
    cycle(5);
    long before = allocated();
    cycle(MODELS);
    long grown = allocated() - before;
    assertTrue(grown < NOISE, grown + " bytes after " + MODELS + " models");
  }

  private static void cycle(int models) {
    for (int i = 0; i < models; i++) {
      try (MjModel model = MjModel.parse(TEXTURED);
          MjModel variant = model.variant("body_pos", "site_pos");
          MjData data = variant.newData()) {
        assertTrue(model.size("ntexdata") > 1_000_000, "a leak of all would be 100 MB");
        data.step();
      }
    }
  }

  private static void open(MjModel model, int worlds) {
    MuJoCo.run(
        () -> {
          for (int i = 0; i < worlds; i++) {
            try (MjData data = model.newData()) {
              data.step();
              assertEquals(1, data.time() / 0.002, 1e-9);
            }
          }
        });
  }

  /** Bytes that were asked for and not given back: glibc's mallinfo2, uordblks and hblkhd. */
  private static long allocated() {
    System.gc();
    Linker linker = Linker.nativeLinker();
    var mallinfo = linker.defaultLookup().find("mallinfo2");
    assumeTrue(mallinfo.isPresent(), "the C library counts its memory (glibc 2.33 and later)");
    MemoryLayout tenSizes =
        MemoryLayout.structLayout(
            Collections.nCopies(10, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment counts =
          (MemorySegment)
              linker
                  .downcallHandle(mallinfo.get(), FunctionDescriptor.of(tenSizes))
                  .invokeExact((SegmentAllocator) arena);
      return counts.getAtIndex(ValueLayout.JAVA_LONG, 7)
          + counts.getAtIndex(ValueLayout.JAVA_LONG, 4);
    } catch (Throwable thrown) {
      throw new AssertionError(thrown);
    }
  }
}
