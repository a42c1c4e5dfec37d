package org.pollex.datasets.window;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.pollex.datasets.exchange.Conversion;
import org.pollex.datasets.rows.RowEpisode;
import org.pollex.datasets.rows.RowSource;
import org.pollex.datasets.rows.RowStream;
import org.pollex.datasets.rows.StoredRows;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.StreamSpec;

/**
 * The streams that training reads, of all episodes of many files. Streams that lie in the files as
 * they are in memory are read where they lie, through the system's page cache. Of the others, those
 * that fit into the allowed memory are decoded once into memory outside of the heap; the rest, as a
 * rule compressed pictures, is decoded by chunk when a window needs it. Several threads may fill
 * batches of their own; they share no lock.
 */
public final class WindowStore implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final WindowRule rule;
  private final List<Column> columns = new ArrayList<>();
  private final int[] firstRow;
  private final long[] firstWindow;

  private final List<RowSource> files;

  /**
   * One stream over all episodes.
   *
   * @param resident all rows, decoded; null if they stay in the files
   * @param stored rows of each episode in its file; empty if they are resident
   */
  record Column(
      StreamSpec spec,
      boolean action,
      int rowBytes,
      MemorySegment resident,
      List<StoredRows> stored) {
    /** Numbers of a row. */
    int width() {
      return rowBytes / spec.dtype().bytes();
    }

    /** True if reading a row costs more than copying it. */
    boolean packed() {
      return stored.stream().anyMatch(rows -> !(rows instanceof StoredRows.Plain));
    }
  }

  private WindowStore(WindowRule rule, List<RowSource> files, List<Integer> lengths) {
    this.rule = rule;
    this.files = files;
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
   * @param maxBytes most memory that decoded streams may take; a stream that does not fit is
   *     decoded anew whenever it is read
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
   * Opens the streams of all files: HDF5, or LeRobot's folders.
   *
   * @throws BadInputException if a file is damaged, lacks a stream, or has it in another type or
   *     row shape than the first file
   */
  public static WindowStore open(List<Path> files, WindowRule rule, Reading reading) {
    List<RowSource> open = new ArrayList<>();
    try {
      files.forEach(file -> open.add(Conversion.rows(file)));
      List<RowEpisode> episodes = new ArrayList<>();
      open.forEach(file -> episodes.addAll(chosen(file, reading.filterKey())));
      if (episodes.isEmpty()) {
        throw new BadInputException(
            "no episode to train on in " + files, "Check the files and the filter key.");
      }
      WindowStore store =
          new WindowStore(rule, open, episodes.stream().map(RowEpisode::steps).toList());
      store.locate(episodes, reading);
      return store;
    } catch (RuntimeException e) {
      open.forEach(RowSource::close);
      throw e;
    }
  }

  private static List<? extends RowEpisode> chosen(RowSource file, String key) {
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

  private void locate(List<RowEpisode> episodes, Reading reading) {
    long left = reading.maxBytes();
    List<String> names = new ArrayList<>(reading.observations());
    names.addAll(reading.actions());
    for (String name : names) {
      boolean action = reading.actions().contains(name);
      StreamSpec spec = stream(episodes.getFirst(), name).spec();
      int rowBytes = rowBytes(spec);
      long bytes = (long) steps() * rowBytes;
      List<StoredRows> stored = new ArrayList<>();
      for (RowEpisode episode : episodes) {
        RowStream values = stream(episode, name);
        requireSame(spec, values, episode);
        stored.add(values.stored());
      }
      Column column = new Column(spec, action, rowBytes, null, List.copyOf(stored));
      if (column.packed() && bytes <= left) {
        left -= bytes;
        columns.add(new Column(spec, action, rowBytes, decoded(episodes, name, bytes), List.of()));
      } else {
        columns.add(column);
      }
    }
  }

  /** All rows of a stream behind each other. */
  private MemorySegment decoded(List<RowEpisode> episodes, String name, long bytes) {
    MemorySegment all = arena.allocate(bytes, 64);
    long at = 0;
    for (RowEpisode episode : episodes) {
      ByteBuffer rows = stream(episode, name).read().bytes();
      int count = rows.remaining();
      MemorySegment.copy(MemorySegment.ofBuffer(rows), 0, all, at, count);
      at += count;
    }
    return all;
  }

  private static RowStream stream(RowEpisode episode, String name) {
    RowStream values = episode.streams().get(name);
    if (values == null) {
      throw BadInputException.unknownName(
          "stream of " + episode.name(), name, episode.streams().keySet());
    }
    return values;
  }

  private static void requireSame(StreamSpec spec, RowStream values, RowEpisode episode) {
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
    return columns.stream()
        .map(Column::resident)
        .filter(Objects::nonNull)
        .mapToLong(MemorySegment::byteSize)
        .sum();
  }

  /** Refuses stores whose batches cannot be filled from another's. */
  void requireLike(WindowStore other) {
    if (!layout().equals(other.layout()) || !rule.equals(other.rule)) {
      throw new BadInputException(
          "stores of unlike streams: " + rule + layout() + " and " + other.rule + other.layout(),
          "Allowed: the same rule, and streams of the same names, types and row shapes.");
    }
  }

  private List<String> layout() {
    return columns.stream()
        .map(c -> c.spec().name() + " " + c.spec().dtype() + c.spec().shape())
        .toList();
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
  public long fill(WindowBatch batch, WindowSequence order, long position) {
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
    copy(window, batch, slot, null);
  }

  /** The same, with packed streams taken from a block that was decoded before. */
  void copy(long window, WindowBatch batch, int slot, DecodedBlock.Segment decoded) {
    int episode = episode(window);
    int k = (int) (window - firstWindow[episode]);
    int steps = firstRow[episode + 1] - firstRow[episode];
    batch.tell(slot, window);
    for (int c = 0; c < columns.size(); c++) {
      Column column = columns.get(c);
      int from = column.action() ? rule.firstAction(k) : rule.firstObservation(k);
      int rows = column.action() ? rule.actions() : rule.observations();
      MemorySegment target = batch.block(column.spec().name());
      int width = column.rowBytes();
      long out = (long) slot * rows * width;
      MemorySegment plain = column.resident();
      long base = (long) firstRow[episode] * width;
      if (plain == null && column.stored().get(episode) instanceof StoredRows.Plain stored) {
        plain = stored.rows();
        base = 0;
      } else if (plain == null && decoded != null) {
        plain = decoded.rows(c);
        base = decoded.base(c);
      }
      if (plain != null && from >= 0 && from + rows <= steps) {
        MemorySegment.copy(plain, base + (long) from * width, target, out, (long) rows * width);
        continue;
      }
      for (int i = 0; i < rows; i++) {
        int row = Math.clamp(from + i, 0, steps - 1);
        long at = out + (long) i * width;
        if (plain != null) {
          MemorySegment.copy(plain, base + (long) row * width, target, at, width);
        } else {
          column.stored().get(episode).copy(row, target, at, batch.scratch());
        }
      }
    }
  }

  List<Column> columns() {
    return columns;
  }

  WindowRule rule() {
    return rule;
  }

  int steps(int episode) {
    return firstRow[episode + 1] - firstRow[episode];
  }

  int firstRow(int episode) {
    return firstRow[episode];
  }

  long firstWindow(int episode) {
    return firstWindow[episode];
  }

  Column column(String stream) {
    return columns.stream()
        .filter(c -> c.spec().name().equals(stream))
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.unknownName(
                    "stream of this store",
                    stream,
                    columns.stream().map(c -> c.spec().name()).toList()));
  }

  @Override
  public void close() {
    files.forEach(RowSource::close);
    arena.close();
  }
}
