package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.pollex.errors.MissingPrerequisiteException;

/** OpenGL by EGL on a device of its own: a GPU without a screen, or Mesa's software. */
final class Egl implements GlPlatform {
  private static final int PLATFORM_DEVICE = 0x313F;
  private static final int OPENGL_API = 0x30A2;
  private static final int GL_RENDERER = 0x1F01;
  private static final int MOST_DEVICES = 16;

  /** 8 bits a colour, 24 of depth, 8 of stencil, for drawing with OpenGL beside any window. */
  private static final int[] WANTED = {
    0x3024, 8, 0x3023, 8, 0x3022, 8, 0x3021, 8, 0x3025, 24, 0x3026, 8, 0x303F, 0x308E, 0x3033, 1,
    0x3040, 8, 0x3038
  };

  private final MethodHandle createContext;
  private final MethodHandle makeCurrent;
  private final MethodHandle destroyContext;
  private final MethodHandle bindApi;
  private final MemorySegment display;
  private final MemorySegment config;
  private final boolean software;

  private Egl(SharedLibrary egl) {
    createContext = egl.function("eglCreateContext", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    makeCurrent = egl.function("eglMakeCurrent", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    destroyContext = egl.function("eglDestroyContext", JAVA_INT, ADDRESS, ADDRESS);
    bindApi = egl.function("eglBindAPI", JAVA_INT, JAVA_INT);
    display = display(egl);
    config = config(egl, display);
    // Some drivers make contexts that no thread can use without a surface: find out here.
    Context probe = create();
    try {
      probe.bind();
      software = rendererName(egl).matches("(?i).*(llvmpipe|softpipe|swrast|software).*");
      probe.release();
    } finally {
      probe.free();
    }
  }

  /** What OpenGL calls the hardware of the bound context. */
  private static String rendererName(SharedLibrary egl) {
    MethodHandle getString = extension(egl, "glGetString", ADDRESS, JAVA_INT);
    return Foreign.text((MemorySegment) SharedLibrary.call(getString, GL_RENDERER));
  }

  static GlPlatform open() {
    SharedLibrary egl = SharedLibrary.open("libEGL.so.1");
    Egl platform = new Egl(egl);
    egl.publish();
    return platform;
  }

  /** The first device whose display starts. */
  private static MemorySegment display(SharedLibrary egl) {
    MethodHandle initialize = egl.function("eglInitialize", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    MethodHandle queryDevices =
        extension(egl, "eglQueryDevicesEXT", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    MethodHandle platformDisplay =
        extension(egl, "eglGetPlatformDisplayEXT", ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment devices = arena.allocate(ADDRESS, MOST_DEVICES);
      MemorySegment count = arena.allocate(JAVA_INT);
      SharedLibrary.call(queryDevices, MOST_DEVICES, devices, count);
      for (int i = 0; i < count.get(JAVA_INT, 0); i++) {
        MemorySegment candidate =
            (MemorySegment)
                SharedLibrary.call(
                    platformDisplay,
                    PLATFORM_DEVICE,
                    devices.getAtIndex(ADDRESS, i),
                    MemorySegment.NULL);
        if (candidate.address() != 0
            && (int)
                    SharedLibrary.call(
                        initialize, candidate, MemorySegment.NULL, MemorySegment.NULL)
                != 0) {
          return candidate;
        }
      }
    }
    throw new MissingPrerequisiteException("EGL has no device that starts", "");
  }

  private static MethodHandle extension(
      SharedLibrary egl, String name, MemoryLayout result, MemoryLayout... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address =
          (MemorySegment)
              SharedLibrary.call(
                  egl.function("eglGetProcAddress", ADDRESS, ADDRESS), arena.allocateFrom(name));
      if (address.address() == 0) {
        throw new MissingPrerequisiteException("EGL has no " + name, "");
      }
      return SharedLibrary.handle(address, result, arguments);
    }
  }

  private static MemorySegment config(SharedLibrary egl, MemorySegment display) {
    MethodHandle choose =
        egl.function("eglChooseConfig", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment configs = arena.allocate(ADDRESS);
      MemorySegment count = arena.allocate(JAVA_INT);
      MemorySegment wanted = arena.allocateFrom(JAVA_INT, WANTED);
      SharedLibrary.call(choose, display, wanted, configs, 1, count);
      if (count.get(JAVA_INT, 0) < 1) {
        throw new MissingPrerequisiteException("EGL's device draws in no format that fits", "");
      }
      return configs.get(ADDRESS, 0);
    }
  }

  @Override
  public Context create() {
    SharedLibrary.call(bindApi, OPENGL_API);
    MemorySegment context =
        (MemorySegment)
            SharedLibrary.call(
                createContext, display, config, MemorySegment.NULL, MemorySegment.NULL);
    if (context.address() == 0) {
      throw new MissingPrerequisiteException("EGL makes no OpenGL context", "");
    }
    return new Drawing(context);
  }

  @Override
  public boolean isSoftware() {
    return software;
  }

  private final class Drawing implements Context {
    private final MemorySegment context;

    Drawing(MemorySegment context) {
      this.context = context;
    }

    @Override
    public void bind() {
      SharedLibrary.call(bindApi, OPENGL_API);
      if (!makeCurrent(context)) {
        throw new MissingPrerequisiteException("EGL's context cannot be used", "");
      }
    }

    @Override
    public void release() {
      makeCurrent(MemorySegment.NULL);
    }

    private boolean makeCurrent(MemorySegment which) {
      return (int)
              SharedLibrary.call(
                  makeCurrent, display, MemorySegment.NULL, MemorySegment.NULL, which)
          != 0;
    }

    @Override
    public void free() {
      SharedLibrary.call(destroyContext, display, context);
    }
  }
}
