package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.pollex.errors.BadInputException;

/**
 * A model before it is compiled ({@code mjSpec}): read from MJCF, edited, put together, compiled.
 * Not safe for use by several threads.
 */
public final class MjSpec implements AutoCloseable {
  private static final int ERROR_BYTES = 2000;

  private final Arena arena;
  private final MemorySegment memory;
  private final MemorySegment files;
  private final String source;

  private MjSpec(Arena arena, MemorySegment memory, MemorySegment files, String source) {
    this.arena = arena;
    this.memory = memory;
    this.files = files;
    this.source = source;
  }

  /** Reads an MJCF or URDF file. */
  public static MjSpec read(Path file) {
    Library.get();
    if (!Files.isReadable(file)) {
      throw new BadInputException(
          "there is no readable model file " + file, "Give an MJCF or URDF file.");
    }
    return Guarded.call(() -> parse("mj_parseXML", file.toString(), Map.of(), file.toString()));
  }

  /** Reads MJCF text; {@code files} are what it refers to, by name. */
  public static MjSpec parse(String mjcf, Map<String, byte[]> files) {
    Library.get();
    return Guarded.call(() -> parse("mj_parseXMLString", mjcf, files, "the given MJCF text"));
  }

  private static MjSpec parse(
      String function, String text, Map<String, byte[]> files, String source) {
    Arena arena = Foreign.arena();
    boolean parsed = false;
    try {
      MemorySegment vfs = files.isEmpty() ? MemorySegment.NULL : Vfs.of(files, arena);
      MemorySegment error = arena.allocate(ERROR_BYTES);
      MemorySegment spec =
          (MemorySegment)
              Native.call(
                  function,
                  ADDRESS,
                  new MemoryLayout[] {ADDRESS, ADDRESS, ADDRESS, JAVA_INT},
                  arena.allocateFrom(text),
                  vfs,
                  error,
                  ERROR_BYTES);
      if (spec.address() == 0) {
        throw refused(source, error.getString(0));
      }
      parsed = true;
      long bytes = Library.get().struct("mjSpec").bytes();
      return new MjSpec(arena, Foreign.owned(spec, bytes, arena, MjSpec::delete), vfs, source);
    } finally {
      if (!parsed) {
        arena.close();
      }
    }
  }

  private static void delete(MemorySegment spec) {
    Guarded.run(() -> Native.call("mj_deleteSpec", null, new MemoryLayout[] {ADDRESS}, spec));
  }

  private static BadInputException refused(String source, String error) {
    return new BadInputException(
        "MuJoCo refuses " + source + ": " + error.strip(), "Correct the model file.");
  }

  /**
   * Compiles the specification.
   *
   * @throws BadInputException when MuJoCo refuses it, with MuJoCo's reason
   */
  public MjModel compile() {
    return Guarded.call(
        () -> {
          MemorySegment model =
              (MemorySegment)
                  Native.call(
                      "mj_compile", ADDRESS, new MemoryLayout[] {ADDRESS, ADDRESS}, memory, files);
          if (model.address() == 0) {
            MemorySegment error =
                (MemorySegment)
                    Native.call("mjs_getError", ADDRESS, new MemoryLayout[] {ADDRESS}, memory);
            throw refused(source, Foreign.text(error));
          }
          return MjModel.own(model);
        });
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
