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
    SelfCheck.require();
    if (!Files.isReadable(file)) {
      throw new BadInputException(
          "there is no readable model file " + file, "Give an MJCF or URDF file.");
    }
    return Guarded.call(() -> parse("mj_parseXML", file.toString(), Map.of(), file.toString()));
  }

  /** Reads MJCF text; {@code files} are what it refers to, by name. */
  public static MjSpec parse(String mjcf, Map<String, byte[]> files) {
    SelfCheck.require();
    return parseUnchecked(mjcf, files);
  }

  /** As {@link #parse}, for the check itself. */
  static MjSpec parseUnchecked(String mjcf, Map<String, byte[]> files) {
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
            throw refused(source, error());
          }
          return MjModel.own(model);
        });
  }

  /**
   * Returns a named element, whose attributes can then be read and written by their C names.
   *
   * <p>The body {@code world} is where everything hangs.
   */
  public MjStruct find(MjObject kind, String name) {
    return Guarded.call(
        () -> {
          MemorySegment element =
              pointer("mjs_findElement", memory, kind.code(), arena.allocateFrom(name));
          if (element.address() == 0) {
            throw new BadInputException(
                "there is no " + kind + " '" + name + "' in " + source,
                "Names are those of the model file.");
          }
          return element(kind, pointer("mjs_as" + kind.cName(), element));
        });
  }

  /**
   * Adds an element to a body.
   *
   * @param kind BODY, JOINT, GEOM, SITE, CAMERA or LIGHT
   */
  public MjStruct add(MjObject kind, MjStruct body, String name) {
    return Guarded.call(
        () -> {
          MemorySegment added =
              pointer("mjs_add" + kind.cName(), body.memory(), MemorySegment.NULL);
          if (added.address() == 0) {
            throw refused("the new " + kind + " '" + name + "'", error());
          }
          MjStruct element = element(kind, added);
          setText(element, "name", name);
          return element;
        });
  }

  /** Writes an attribute that is a text, for example {@code meshname}. */
  public void setText(MjStruct element, String attribute, String text) {
    Guarded.run(
        () ->
            Native.call(
                "mjs_setString",
                null,
                new MemoryLayout[] {ADDRESS, ADDRESS},
                element.pointer(attribute),
                arena.allocateFrom(text)));
  }

  /** Removes an element that was found or added. */
  public void remove(MjStruct element) {
    boolean body = element.layout().name().equals("mjsBody");
    int refused =
        Guarded.call(
            () ->
                (int)
                    (body
                        ? Native.call(
                            "mjs_detachBody",
                            JAVA_INT,
                            new MemoryLayout[] {ADDRESS, ADDRESS},
                            memory,
                            element.memory())
                        : Native.call(
                            "mjs_delete",
                            JAVA_INT,
                            new MemoryLayout[] {ADDRESS},
                            element.pointer("element"))));
    if (refused != 0) {
      throw refused("to remove an element", error());
    }
  }

  /**
   * Attaches a copy of another specification's body, with all that hangs on it, to a body of this
   * one.
   *
   * @param prefix put in front of every attached name, so that names stay different
   * @param pos where the attached body's frame lies in the parent's, metres
   * @param quat its orientation, wxyz
   */
  public void attach(
      MjStruct parent, MjSpec other, String body, String prefix, double[] pos, double[] quat) {
    Guarded.run(
        () -> {
          Native.call(
              "mjs_setDeepCopy", JAVA_INT, new MemoryLayout[] {ADDRESS, JAVA_INT}, memory, 1);
          MemorySegment frame = pointer("mjs_addFrame", parent.memory(), MemorySegment.NULL);
          MjStruct place = element("mjsFrame", frame);
          place.setDoubles("pos", pos).setDoubles("quat", quat);
          MemorySegment attached =
              pointer(
                  "mjs_attachBody",
                  frame,
                  other.find(MjObject.BODY, body).memory(),
                  arena.allocateFrom(prefix),
                  arena.allocateFrom(""));
          if (attached.address() == 0) {
            throw refused("to attach body '" + body + "'", error());
          }
        });
  }

  /** Returns the physics options ({@code mjOption}). */
  public MjStruct options() {
    return element("mjSpec", memory).struct("option");
  }

  private MjStruct element(MjObject kind, MemorySegment pointer) {
    return element("mjs" + kind.cName(), pointer);
  }

  private MjStruct element(String struct, MemorySegment pointer) {
    Layout layout = Library.get().layout();
    return new MjStruct(
        layout, struct, Foreign.within(pointer, layout.struct(struct).bytes(), arena));
  }

  /** Calls a function of pointers and ints that answers a pointer. */
  private static MemorySegment pointer(String function, Object... arguments) {
    MemoryLayout[] signature = new MemoryLayout[arguments.length];
    for (int i = 0; i < signature.length; i++) {
      signature[i] = arguments[i] instanceof MemorySegment ? ADDRESS : JAVA_INT;
    }
    return (MemorySegment) Native.call(function, ADDRESS, signature, arguments);
  }

  private String error() {
    return Foreign.text(pointer("mjs_getError", memory));
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
