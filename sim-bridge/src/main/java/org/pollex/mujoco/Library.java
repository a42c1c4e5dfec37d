package org.pollex.mujoco;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * The opened C library and the layouts that belong to its version.
 *
 * <p>Opened once per process; a refusal is remembered too, because a process that found no usable
 * library does not find one later.
 */
@SuppressWarnings("restricted") // loads the one library, whose version is checked
final class Library {
  private static final Linker LINKER = Linker.nativeLinker();

  /** A C pointer whose target's extent is unknown. */
  static final AddressLayout POINTER = ValueLayout.ADDRESS;

  private final Path file;
  private final SymbolLookup symbols;
  private final Layout layout;

  private Library(Path file, SymbolLookup symbols, Layout layout) {
    this.file = file;
    this.symbols = symbols;
    this.layout = layout;
  }

  /** The process's library, or why there is none. */
  private static final class Process {
    private static final Library LIBRARY;
    private static final MissingPrerequisiteException REFUSAL;

    static {
      Library opened = null;
      MissingPrerequisiteException refused = null;
      try {
        opened = open(LibraryFile.find());
        ErrorHandlers.install(opened);
      } catch (MissingPrerequisiteException missing) {
        refused = missing;
      }
      LIBRARY = opened;
      REFUSAL = refused;
    }
  }

  /**
   * Returns the process's library.
   *
   * @throws MissingPrerequisiteException when there is none, or one of another version
   */
  static Library get() {
    if (Process.LIBRARY == null) {
      throw new MissingPrerequisiteException(Process.REFUSAL.getMessage(), "", Process.REFUSAL);
    }
    return Process.LIBRARY;
  }

  /** Opens a library and checks its version, before any of its structs is touched. */
  static Library open(Path file) {
    SymbolLookup symbols;
    try {
      symbols = SymbolLookup.libraryLookup(file, Arena.global());
    } catch (IllegalArgumentException unloadable) {
      throw new MissingPrerequisiteException(
          "the MuJoCo library cannot be loaded: " + file, LibraryFile.REMEDY, unloadable);
    }
    if (symbols.find("mj_version").isEmpty()) {
      throw new MissingPrerequisiteException(
          "this file is not a MuJoCo library: " + file, LibraryFile.REMEDY);
    }
    int version = version(symbols);
    for (String known : Layout.VERSIONS) {
      Layout layout = Layout.of(known);
      if (layout.version() == version) {
        return new Library(file, symbols, layout);
      }
    }
    throw new MissingPrerequisiteException(
        "MuJoCo "
            + dotted(version)
            + " was found, but the layouts in this build are for "
            + String.join(", ", Layout.VERSIONS)
            + ": "
            + file,
        LibraryFile.REMEDY);
  }

  private static int version(SymbolLookup symbols) {
    MethodHandle handle =
        LINKER.downcallHandle(
            symbols.find("mj_version").orElseThrow(), FunctionDescriptor.of(ValueLayout.JAVA_INT));
    try {
      return (int) handle.invokeExact();
    } catch (Throwable impossible) {
      throw Native.unexpected(impossible);
    }
  }

  /** Version 330 is 3.3.0; MuJoCo counts every part as one decimal digit, the first as the rest. */
  static String dotted(int version) {
    return version / 100 + "." + version / 10 % 10 + "." + version % 10;
  }

  Path file() {
    return file;
  }

  Layout layout() {
    return layout;
  }

  Layout.Struct struct(String name) {
    return layout.struct(name);
  }

  /** A handle on a C function; {@code result} is null for void. */
  MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return SharedLibrary.handle(symbol(name), result, arguments);
  }

  /** The address of a function or a global variable. */
  MemorySegment symbol(String name) {
    return symbols
        .find(name)
        .orElseThrow(
            () ->
                new MissingPrerequisiteException(
                    "the MuJoCo library has no " + name + ": " + file, LibraryFile.REMEDY));
  }
}
