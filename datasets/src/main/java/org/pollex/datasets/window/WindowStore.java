package org.pollex.datasets.window;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pollex.datasets.hdf5.Demonstration;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.hdf5.Hdf5Stream;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * The streams that training reads, of all episodes of many files, decoded once into memory outside
 * of the heap. Reading windows from it takes no locks and allocates nothing; several threads may
 * fill batches of their own.
 */
public final class WindowStore implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final WindowRule rule;
  private final List<Column> columns = new ArrayList<>();
  private final int[] firstRow;
  private final long[] firstWindow;

  /** One stream over all episodes, row after row. */
  private record Column(StreamSpec spec, boolean action, int rowBytes, MemorySegment rows) {}

  private WindowStore(WindowRule rule, List<Integer> lengths) {
    this.rule = rule;
    this.firstRow = new int[lengths.size() + 1];
    this.firstWindow = new long[lengths.size() + 1];
    for (int e = 0; e < lengths.size(); e++) {
      firstRow[e + 1] = Math.addExact(firstRow[e], lengths.get(e));
      firstWindow[e + 1] = firstWindow[e] + rule.windows(lengths.get(e));
    }
  }

  /**
   * What to read.
   *
   * @param observations observation streams, for example {@code obs/ee_pos}
   * @param actions streams that follow the actions' rows, for example {@code actions}
   * @param filterKey read the episodes under this filter key alone; empty for all
   * @param maxBytes most memory that the decoded streams may take
   */
  public record Reading(
      List<String> observations, List<String> actions, String filterKey, long maxBytes) {
    /** Copies the lists. */
    public Reading {
      observations = List.copyOf(observations);
      actions = List.copyOf(actions);
    }
  }

  /**
   * Decodes the streams of all files.
   *
   * @throws BadInputException if a file is damaged, lacks a stream, has it in another type or row
   *     shape than the first file, or if all of them together need more than {@code maxBytes}
   */
  public static WindowStore open(List<Path> files, WindowRule rule, Reading reading) {
    List<DemonstrationFile> open = new ArrayList<>();
    try {
      files.forEach(file -> open.add(DemonstrationFile.open(file)));
      List<Demonstration> episodes =
          open.stream().flatMap(file -> chosen(file, reading.filterKey()).stream()).toList();
      if (episodes.isEmpty()) {
        throw new BadInputException(
            "no episode to train on in " + files, "Check the files and the filter key.");
      }
      WindowStore store =
          new WindowStore(rule, episodes.stream().map(Demonstration::steps).toList());
      try {
        store.decode(episodes, reading);
      } catch (RuntimeException e) {
        store.close();
        throw e;
      }
      return store;
    } finally {
      open.forEach(DemonstrationFile::close);
    }
  }

  private static List<Demonstration> chosen(DemonstrationFile file, String key) {
    if (key.isEmpty()) {
      return file.demonstrations();
    }
    if (!file.masks().containsKey(key)) {
      throw BadInputException.unknownName(
          "filter key of " + file.file(), key, file.masks().keySet());
    }
    Set<String> names = new TreeSet<>(file.masks().get(key));
    return file.demonstrations().stream().filter(d -> names.contains(d.name())).toList();
  }

  private void decode(List<Demonstration> episodes, Reading reading) {
    Demonstration first = episodes.getFirst();
    long rows = firstRow[episodes.size()];
    long bytes = 0;
    List<String> names = new ArrayList<>(reading.observations());
    names.addAll(reading.actions());
    for (String name : names) {
      bytes += rows * rowBytes(stream(first, name).spec());
    }
    if (bytes > reading.maxBytes()) {
      throw new BadInputException(
          "the streams " + names + " of " + episodes.size() + " episodes need " + bytes + " bytes",
          "Allowed here: " + reading.maxBytes() + ". Read fewer streams, or allow more memory.");
    }
    for (String name : names) {
      StreamSpec spec = stream(first, name).spec();
      int rowBytes = rowBytes(spec);
      MemorySegment all = arena.allocate(rows * rowBytes, 64);
      for (int e = 0; e < episodes.size(); e++) {
        Hdf5Stream values = stream(episodes.get(e), name);
        requireSame(spec, values, episodes.get(e));
        Tensor tensor = values.read();
        MemorySegment.copy(
            MemorySegment.ofBuffer(tensor.bytes()),
            0,
            all,
            (long) firstRow[e] * rowBytes,
            tensor.bytes().remaining());
      }
      columns.add(new Column(spec, reading.actions().contains(name), rowBytes, all));
    }
  }

  private static Hdf5Stream stream(Demonstration episode, String name) {
    Hdf5Stream values = episode.streams().get(name);
    if (values == null) {
      throw BadInputException.unknownName(
          "stream of " + episode.name(), name, episode.streams().keySet());
    }
    return values;
  }

  private static void requireSame(StreamSpec spec, Hdf5Stream values, Demonstration episode) {
    StreamSpec other = values.spec();
    if (other.dtype() != spec.dtype() || !other.shape().equals(spec.shape())) {
      throw new BadInputException(
          "%s of %s is %s%s, elsewhere %s%s"
              .formatted(
                  spec.name(),
                  episode.name(),
                  other.dtype(),
                  other.shape(),
                  spec.dtype(),
                  spec.shape()),
          "Allowed: one type and row shape per stream over all files.");
    }
  }

  private static int rowBytes(StreamSpec spec) {
    return spec.shape().stream().reduce(spec.dtype().bytes(), Math::multiplyExact);
  }

  /** Returns the number of episodes. */
  public int episodes() {
    return firstRow.length - 1;
  }

  /** Returns the number of steps over all episodes. */
  public int steps() {
    return firstRow[firstRow.length - 1];
  }

  /** Returns the number of windows, padding included. */
  public long windows() {
    return firstWindow[firstWindow.length - 1];
  }

  /** Returns the memory that the decoded streams take, bytes. */
  public long bytes() {
    return columns.stream().mapToLong(c -> c.rows().byteSize()).sum();
  }

  /** Returns memory for batches of this many windows. */
  public WindowBatch newBatch(int size) {
    WindowBatch batch = new WindowBatch(size);
    for (Column column : columns) {
      batch.allocate(
          column.spec(), column.action() ? rule.actions() : rule.observations(), column.rowBytes());
    }
    return batch;
  }

  /**
   * Fills a batch with the windows at the positions from {@code position} on; behind the order's
   * end it goes on from its beginning.
   *
   * @return the position behind the batch, to go on from; below the order's size
   */
  public long fill(WindowBatch batch, WindowOrder order, long position) {
    long at = position;
    for (int i = 0; i < batch.size(); i++) {
      copy(order.window(at), batch, i);
      at = at + 1 == order.size() ? 0 : at + 1;
    }
    return at;
  }

  /** Returns the episode that a window lies in, by its number over all files. */
  public int episode(long window) {
    int found = Arrays.binarySearch(firstWindow, window);
    int episode = found >= 0 ? found : -found - 2;
    // Episodes too short for a window share their first window with the next episode.
    while (firstWindow[episode + 1] == window) {
      episode++;
    }
    return episode;
  }

  /** Copies one window into slot {@code slot} of a batch. */
  public void copy(long window, WindowBatch batch, int slot) {
    int episode = episode(window);
    int k = (int) (window - firstWindow[episode]);
    for (Column column : columns) {
      int from = column.action() ? rule.firstAction(k) : rule.firstObservation(k);
      int rows = column.action() ? rule.actions() : rule.observations();
      copyRows(column, episode, from, rows, batch.block(column.spec().name()), slot);
    }
  }

  private void copyRows(
      Column column, int episode, int from, int rows, MemorySegment target, int slot) {
    int low = firstRow[episode];
    int high = firstRow[episode + 1];
    int width = column.rowBytes();
    long out = (long) slot * rows * width;
    int start = low + from;
    if (start >= low && start + rows <= high) {
      MemorySegment.copy(column.rows(), (long) start * width, target, out, (long) rows * width);
      return;
    }
    for (int i = 0; i < rows; i++) {
      long row = Math.clamp(start + i, low, high - 1);
      MemorySegment.copy(column.rows(), row * width, target, out + (long) i * width, width);
    }
  }

  /** Returns all rows of a stream as one tensor that shares this store's memory. */
  Tensor all(String stream) {
    Column column =
        columns.stream()
            .filter(c -> c.spec().name().equals(stream))
            .findFirst()
            .orElseThrow(
                () ->
                    BadInputException.unknownName(
                        "stream of this store",
                        stream,
                        columns.stream().map(c -> c.spec().name()).toList()));
    int[] shape = new int[1 + column.spec().shape().size()];
    shape[0] = steps();
    for (int i = 1; i < shape.length; i++) {
      shape[i] = column.spec().shape().get(i - 1);
    }
    return Tensor.wrap(column.spec().dtype(), shape, column.rows().asByteBuffer());
  }

  @Override
  public void close() {
    arena.close();
  }
}
