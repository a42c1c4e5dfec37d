package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.pollex.errors.MissingPrerequisiteException;

/** A library of the system, by its name, for the few calls that make an OpenGL context. */
@SuppressWarnings("restricted") // names and signatures are those of the libraries' public headers
final class SharedLibrary {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final int RTLD_NOW = 2;
  private static final int RTLD_GLOBAL = 0x100;

  private final String name;
  private final SymbolLookup symbols;

  private SharedLibrary(String name, SymbolLookup symbols) {
    this.name = name;
    this.symbols = symbols;
  }

  static SharedLibrary open(String name) {
    try {
      return new SharedLibrary(name, SymbolLookup.libraryLookup(name, Arena.global()));
    } catch (IllegalArgumentException missing) {
      throw new MissingPrerequisiteException(name + " is not installed", "", missing);
    }
  }

  /**
   * Makes the library's functions visible to the whole process. MuJoCo looks there for the function
   * that gives it OpenGL's.
   */
  void publish() {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle dlopen =
          handle(LINKER.defaultLookup().findOrThrow("dlopen"), ADDRESS, ADDRESS, JAVA_INT);
      call(dlopen, arena.allocateFrom(name), RTLD_NOW | RTLD_GLOBAL);
    }
  }

  /** A function of this library. */
  MethodHandle function(String function, MemoryLayout result, MemoryLayout... arguments) {
    MemorySegment address =
        symbols
            .find(function)
            .orElseThrow(() -> new MissingPrerequisiteException(name + " has no " + function, ""));
    return handle(address, result, arguments);
  }

  /** A function at an address; {@code result} is null for void. */
  static MethodHandle handle(
      MemorySegment address, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        address,
        result == null
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(result, arguments));
  }

  static Object call(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (Throwable thrown) {
      throw Native.unexpected(thrown);
    }
  }
}
