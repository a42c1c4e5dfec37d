package org.pollex.datasets.hdf5;

import static hdf.hdf5lib.HDF5Constants.H5P_DEFAULT;
import static hdf.hdf5lib.HDF5Constants.H5S_ALL;

import hdf.hdf5lib.H5;
import hdf.hdf5lib.HDF5Constants;
import hdf.hdf5lib.exceptions.HDF5Exception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.hardware.tensor.Tensor;

/**
 * An HDF5 file being written: groups, data sets and attributes by absolute path. Equal content
 * gives equal bytes: no time stamps are kept. The C library's handles do not leave this class.
 */
final class Hdf5Output implements AutoCloseable {
  /** More than the library writes at once while it builds a file's structure. */
  private static final int PROBE_BYTES = 1 << 16;

  private final Path file;
  private final Path target;
  private final Handle output;
  private final Set<String> groups = new HashSet<>(Set.of("/"));
  private final Set<String> datasets = new HashSet<>();

  /** Something that the C library does. */
  private interface Action {
    void run() throws HDF5Exception;
  }

  /** The values of a data set. */
  private interface Content {
    void write(Handle dataset) throws HDF5Exception;
  }

  /**
   * Creates a file, replacing what is there.
   *
   * @param file what to write
   * @param target what errors name: the file's name once it is complete
   */
  Hdf5Output(Path file, Path target) {
    NativeHdf5.load();
    this.file = file;
    this.target = target;
    try {
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      throw StorageFailure.writing(target, e);
    }
    try (Handle access = properties(HDF5Constants.H5P_FILE_ACCESS)) {
      // The format of 1.8: compact groups, attributes over 64 KiB, known to every reader in use.
      int format = HDF5Constants.H5F_LIBVER_V18;
      H5.H5Pset_libver_bounds(access.id, format, format);
      int truncate = HDF5Constants.H5F_ACC_TRUNC;
      this.output =
          new Handle(H5.H5Fcreate(file.toString(), truncate, H5P_DEFAULT, access.id), H5::H5Fclose);
    } catch (HDF5Exception e) {
      throw failure(e);
    }
  }

  /** Creates a group and those above it, unless they exist. */
  void group(String path) {
    if (!groups.add(path)) {
      return;
    }
    group(parent(path));
    attempt(
        () -> {
          try (Handle timeless = properties(HDF5Constants.H5P_GROUP_CREATE)) {
            H5.H5Pset_obj_track_times(timeless.id, false);
            H5.H5Gclose(H5.H5Gcreate(output.id, path, H5P_DEFAULT, timeless.id, H5P_DEFAULT));
          }
        });
  }

  /** Writes a data set; missing groups above it are created. */
  void dataset(String path, Tensor value) {
    group(parent(path));
    attempt(
        () -> {
          byte[] bytes = new byte[value.bytes().remaining()];
          value.bytes().get(bytes);
          try (Handle type = Hdf5Types.of(value.dtype());
              Handle space = space(value.shape());
              Handle layout = layout(value)) {
            write(
                path,
                type,
                space,
                layout,
                dataset -> {
                  if (Hdf5Chunks.pays(value)) {
                    long[] chunk = Hdf5Chunks.of(value);
                    new ChunkWriter(dataset.id, chunk, value.dtype().bytes()).write(bytes);
                  } else if (bytes.length > 0) {
                    H5.H5Dwrite(dataset.id, type.id, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes);
                  }
                });
          }
        });
  }

  /** Writes a list of ASCII names as fixed-length strings, as robomimic keeps its filter keys. */
  void names(String path, List<String> names) {
    group(parent(path));
    int width = Math.max(1, names.stream().mapToInt(String::length).max().orElse(1));
    byte[] bytes = new byte[width * names.size()];
    for (int i = 0; i < names.size(); i++) {
      byte[] name = names.get(i).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(name, 0, bytes, i * width, name.length);
    }
    attempt(
        () -> {
          try (Handle type = Hdf5Types.fixedString(width, HDF5Constants.H5T_CSET_ASCII);
              Handle space = space(new int[] {names.size()});
              Handle layout = timelessLayout()) {
            write(
                path,
                type,
                space,
                layout,
                dataset -> H5.H5Dwrite(dataset.id, type.id, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes));
          }
        });
  }

  private void write(String path, Handle type, Handle space, Handle layout, Content content)
      throws HDF5Exception {
    datasets.add(path);
    try (Handle dataset =
        new Handle(
            H5.H5Dcreate(output.id, path, type.id, space.id, H5P_DEFAULT, layout.id, H5P_DEFAULT),
            H5::H5Dclose)) {
      content.write(dataset);
    }
  }

  private static Handle layout(Tensor value) throws HDF5Exception {
    Handle layout = timelessLayout();
    if (Hdf5Chunks.pays(value)) {
      long[] chunk = Hdf5Chunks.of(value);
      H5.H5Pset_chunk(layout.id, chunk.length, chunk);
      H5.H5Pset_shuffle(layout.id);
      H5.H5Pset_deflate(layout.id, Hdf5Chunks.GZIP_LEVEL);
    }
    return layout;
  }

  private static Handle timelessLayout() throws HDF5Exception {
    Handle layout = properties(HDF5Constants.H5P_DATASET_CREATE);
    H5.H5Pset_obj_track_times(layout.id, false);
    return layout;
  }

  /** Writes a text attribute, UTF-8. */
  void attribute(String path, String name, String value) {
    // The binding passes strings in Java's own UTF-8, which spells code points over 0xFFFF and 0
    // differently; those go as bytes of fixed length, and so does the empty string.
    boolean plain = !value.isEmpty() && value.codePoints().allMatch(c -> c > 0 && c <= 0xffff);
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int length = Math.max(1, utf8.length);
    attempt(
        () -> {
          if (plain) {
            try (Handle type = Hdf5Types.variableString();
                Handle attribute = attribute(path, name, type)) {
              H5.H5Awrite_VLStrings(attribute.id, type.id, new String[] {value});
            }
          } else {
            try (Handle type = Hdf5Types.fixedString(length, HDF5Constants.H5T_CSET_UTF8);
                Handle attribute = attribute(path, name, type)) {
              H5.H5Awrite(attribute.id, type.id, Arrays.copyOf(utf8, length));
            }
          }
        });
  }

  /** True if a group or data set was written at this path; the root always is there. */
  boolean has(String path) {
    return groups.contains(path) || datasets.contains(path);
  }

  /**
   * Writes an attribute of any kind that {@link ForeignAttributes} carries.
   *
   * @param value a String, Long, Double, or an array of these kinds
   */
  void attribute(String path, String name, Object value) {
    switch (value) {
      case String text -> attribute(path, name, text);
      case Long integer -> attribute(path, name, integer.longValue());
      case Double real -> attribute(path, name, real.doubleValue());
      case long[] list -> list(path, name, HDF5Constants.H5T_STD_I64LE, list, list.length);
      case double[] list -> list(path, name, HDF5Constants.H5T_IEEE_F64LE, list, list.length);
      case String[] list -> texts(path, name, list);
      default -> throw new IllegalArgumentException("attribute " + name + " = " + value);
    }
  }

  private void list(String path, String name, long type, Object values, int length) {
    attempt(
        () -> {
          try (Handle copy = new Handle(H5.H5Tcopy(type), H5::H5Tclose);
              Handle space = space(new int[] {length});
              Handle attribute = attribute(path, name, copy, space)) {
            if (length > 0) {
              H5.H5Awrite(attribute.id, copy.id, values);
            }
          }
        });
  }

  /** A list of texts has one width for all; shorter ones are padded with zeros. */
  private void texts(String path, String name, String[] values) {
    List<byte[]> utf8 =
        Arrays.stream(values).map(value -> value.getBytes(StandardCharsets.UTF_8)).toList();
    int width = Math.max(1, utf8.stream().mapToInt(b -> b.length).max().orElse(1));
    byte[] bytes = new byte[width * values.length];
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(utf8.get(i), 0, bytes, i * width, utf8.get(i).length);
    }
    attempt(
        () -> {
          try (Handle type = Hdf5Types.fixedString(width, HDF5Constants.H5T_CSET_UTF8);
              Handle space = space(new int[] {values.length});
              Handle attribute = attribute(path, name, type, space)) {
            if (bytes.length > 0) {
              H5.H5Awrite(attribute.id, type.id, bytes);
            }
          }
        });
  }

  /** Writes an int64 attribute. */
  void attribute(String path, String name, long value) {
    number(path, name, HDF5Constants.H5T_STD_I64LE, new long[] {value});
  }

  /** Writes a float64 attribute. */
  void attribute(String path, String name, double value) {
    number(path, name, HDF5Constants.H5T_IEEE_F64LE, new double[] {value});
  }

  private void number(String path, String name, long type, Object value) {
    attempt(
        () -> {
          try (Handle copy = new Handle(H5.H5Tcopy(type), H5::H5Tclose);
              Handle attribute = attribute(path, name, copy)) {
            H5.H5Awrite(attribute.id, copy.id, value);
          }
        });
  }

  private Handle attribute(String path, String name, Handle type) throws HDF5Exception {
    try (Handle space = space(new int[0])) {
      return attribute(path, name, type, space);
    }
  }

  private Handle attribute(String path, String name, Handle type, Handle space)
      throws HDF5Exception {
    return new Handle(
        H5.H5Acreate_by_name(
            output.id, path, name, type.id, space.id, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5::H5Aclose);
  }

  private static Handle space(int[] shape) throws HDF5Exception {
    if (shape.length == 0) {
      return new Handle(H5.H5Screate(HDF5Constants.H5S_SCALAR), H5::H5Sclose);
    }
    long[] sizes = Arrays.stream(shape).asLongStream().toArray();
    return new Handle(H5.H5Screate_simple(sizes.length, sizes, null), H5::H5Sclose);
  }

  private static Handle properties(long kind) throws HDF5Exception {
    return new Handle(H5.H5Pcreate(kind), H5::H5Pclose);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }

  private void attempt(Action action) {
    try {
      action.run();
    } catch (HDF5Exception e) {
      throw failure(e);
    }
  }

  /** The library keeps the system's reason to itself, so the disk is asked again. */
  private RuntimeException failure(HDF5Exception e) {
    try {
      Files.write(file, new byte[PROBE_BYTES], StandardOpenOption.APPEND);
    } catch (IOException reason) {
      reason.addSuppressed(e);
      return StorageFailure.writing(target, reason);
    }
    return StorageFailure.writing(target, new IOException("HDF5: " + e.getMessage(), e));
  }

  @Override
  public void close() {
    attempt(output::close);
  }
}
