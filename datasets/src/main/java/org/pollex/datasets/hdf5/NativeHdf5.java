package org.pollex.datasets.hdf5;

import hdf.hdf5lib.H5;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * Loads the HDF5 C library and its Java binding from the class path, once.
 *
 * <p>The binding does not find its own library inside a jar: it must be told the path, and the C
 * library that it links to must be loaded before it.
 */
final class NativeHdf5 {
  private static final String BINDING_PROPERTY = "hdf.hdf5lib.H5.hdf5lib";
  private static final String[] LIBRARY = {"libhdf5.so.310", "libhdf5.310.dylib", "hdf5.dll"};
  private static final String[] BINDING = {
    "libhdf5_java.so", "libhdf5_java.dylib", "hdf5_java.dll"
  };

  private NativeHdf5() {}

  /**
   * Makes the binding usable; later calls do nothing.
   *
   * @throws MissingPrerequisiteException if the library is not there for this platform
   */
  @SuppressWarnings("restricted")
  static synchronized void load() {
    if (System.getProperty(BINDING_PROPERTY) != null) {
      return;
    }
    try {
      System.load(extracted(LIBRARY).toString());
      System.setProperty(BINDING_PROPERTY, extracted(BINDING).toString());
      H5.H5open();
    } catch (IOException | LinkageError e) {
      System.clearProperty(BINDING_PROPERTY);
      throw new MissingPrerequisiteException(
          "the HDF5 library for " + Loader.getPlatform() + " cannot be loaded: " + e.getMessage(),
          "Use a 64-bit Linux with glibc; the library is unpacked to " + cache() + ".",
          e);
    }
  }

  /** Loads the library and returns its version, for example {@code 1.14.3}. */
  static String version() {
    load();
    int[] numbers = new int[3];
    H5.H5get_libversion(numbers);
    return numbers[0] + "." + numbers[1] + "." + numbers[2];
  }

  /**
   * Unpacks a library to a folder named after its content, under a temporary name first. A file
   * there is never written again: another process may have it mapped, and would crash.
   */
  private static Path extracted(String[] names) throws IOException {
    String folder = "/org/bytedeco/hdf5/" + Loader.getPlatform() + "/";
    for (String name : names) {
      try (InputStream resource = NativeHdf5.class.getResourceAsStream(folder + name)) {
        if (resource == null) {
          continue;
        }
        byte[] content = resource.readAllBytes();
        Path target = cache().resolve(Sha256.hex(content)).resolve(name);
        if (!Files.exists(target)) {
          Files.createDirectories(target.getParent());
          AtomicFile.write(target, content);
        }
        return target;
      }
    }
    throw new IOException("no file " + folder + names[0] + " on the class path");
  }

  private static Path cache() {
    String home = System.getProperty("pollex.home");
    return home != null
        ? Path.of(home, "native")
        : Path.of(System.getProperty("user.home"), ".cache", "pollex", "native");
  }
}
