package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.pollex.errors.MissingPrerequisiteException;

/** Mesa's software renderer. */
final class OsMesa implements GlPlatform {
  private static final int RGBA = 0x1908;
  private static final int UNSIGNED_BYTE = 0x1401;
  private static final int DEPTH_BITS = 24;
  private static final int STENCIL_BITS = 8;

  /** MuJoCo draws into a buffer of its own; this is what OSMesa insists on having. */
  private static final int SIDE = 16;

  private final MethodHandle create;
  private final MethodHandle makeCurrent;
  private final MethodHandle destroy;

  private OsMesa(SharedLibrary mesa) {
    create =
        mesa.function(
            "OSMesaCreateContextExt", ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    makeCurrent =
        mesa.function(
            "OSMesaMakeCurrent", JAVA_BYTE, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT);
    destroy = mesa.function("OSMesaDestroyContext", null, ADDRESS);
  }

  static GlPlatform open() {
    SharedLibrary mesa = SharedLibrary.open("libOSMesa.so.8");
    GlPlatform platform = new OsMesa(mesa);
    platform.create().free();
    mesa.publish();
    return platform;
  }

  @Override
  public Context create() {
    MemorySegment context =
        (MemorySegment)
            SharedLibrary.call(create, RGBA, DEPTH_BITS, STENCIL_BITS, 0, MemorySegment.NULL);
    if (context.address() == 0) {
      throw new MissingPrerequisiteException("OSMesa makes no context", "");
    }
    Arena arena = Foreign.arena();
    return new Drawing(context, arena, arena.allocate(4L * SIDE * SIDE));
  }

  @Override
  public boolean isSoftware() {
    return true;
  }

  private final class Drawing implements Context {
    private final MemorySegment context;
    private final Arena arena;
    private final MemorySegment buffer;

    Drawing(MemorySegment context, Arena arena, MemorySegment buffer) {
      this.context = context;
      this.arena = arena;
      this.buffer = buffer;
    }

    @Override
    public void bind() {
      Object bound = SharedLibrary.call(makeCurrent, context, buffer, UNSIGNED_BYTE, SIDE, SIDE);
      if ((byte) bound == 0) {
        throw new MissingPrerequisiteException("OSMesa's context cannot be used", "");
      }
    }

    @Override
    public void release() {
      SharedLibrary.call(makeCurrent, MemorySegment.NULL, MemorySegment.NULL, UNSIGNED_BYTE, 0, 0);
    }

    @Override
    public void free() {
      SharedLibrary.call(destroy, context);
      arena.close();
    }
  }
}
