package org.pollex.datasets.exchange;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.StreamSpec;

/**
 * Episodes as one table: a line per step, a column per number; see {@link CsvColumns}. Lines of one
 * value of {@code episode} are one episode; without that column all are.
 */
final class CsvEpisodes {
  private static final int MOST_NUMBERS = 1_000;

  private CsvEpisodes() {}

  /** True if the beginning of a file is text. */
  static boolean is(byte[] start) {
    for (byte b : start) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return start.length > 0;
  }

  static EpisodeSource open(Path in) {
    Lines lines = new Lines(in);
    return new EpisodeSource() {
      @Override
      public Iterator<Episode> iterator() {
        return lines;
      }

      @Override
      public void close() {
        lines.close();
      }
    };
  }

  /** Reads line by line; one episode in memory. */
  private static final class Lines implements Iterator<Episode>, AutoCloseable {
    private final Path in;
    private final MappingIterator<String[]> cells;
    private final CsvColumns columns;
    private final Set<String> ended = new HashSet<>();
    private String[] line;
    private int number = 1;
    private int position;

    private Lines(Path in) {
      this.in = in;
      try {
        BufferedReader text = Files.newBufferedReader(in, StandardCharsets.UTF_8);
        text.mark(1);
        if (text.read() != '\uFEFF') {
          text.reset();
        }
        this.cells =
            new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(text);
      } catch (IOException e) {
        throw StorageFailure.reading(in, e);
      }
      String[] header = next(new String[0]);
      this.columns = CsvColumns.parse(in.toString(), List.of(header));
      this.line = next(null);
    }

    private String[] next(String[] otherwise) {
      try {
        number++;
        return cells.hasNext() ? cells.next() : otherwise;
      } catch (RuntimeJsonMappingException e) {
        throw refused("cannot be read: " + e.getMessage());
      } catch (java.io.UncheckedIOException e) {
        throw refused("cannot be read: " + e.getMessage());
      }
    }

    private BadInputException refused(String what) {
      return Bounds.refused(
          in + ", line " + (number - 1),
          what,
          "UTF-8, one line per step, as many cells as columns");
    }

    private String cell(String name) {
      Integer column = columns.names().get(name);
      return column == null ? "" : line[column].strip();
    }

    @Override
    public boolean hasNext() {
      return line != null;
    }

    @Override
    public Episode next() {
      if (line == null) {
        throw new NoSuchElementException();
      }
      String episode = cell(CsvColumns.EPISODE);
      EpisodeMetadata metadata =
          new EpisodeMetadata(
              cell(CsvColumns.TASK),
              cell(CsvColumns.INSTRUCTION),
              position++,
              0,
              List.of(),
              "",
              0,
              0,
              "",
              Map.of());
      if (!ended.add(episode)) {
        throw refused("goes on with episode '" + episode + "', which another one has ended");
      }
      EpisodeRows rows = new EpisodeRows(in.toString(), columns.streams());
      List<ByteBuffer> row = columns.streams().stream().map(Lines::room).toList();
      int steps = 0;
      String step = "";
      do {
        String here = cell(CsvColumns.STEP);
        if (steps > 0 && !here.isEmpty() && whole(here) != whole(step) + 1) {
          throw refused("has step " + here + " after step " + step);
        }
        step = here;
        put(row);
        for (int s = 0; s < row.size(); s++) {
          rows.add(columns.streams().get(s).name(), row.get(s).array());
        }
        steps++;
        line = next(null);
      } while (line != null && cell(CsvColumns.EPISODE).equals(episode));
      return new Episode(
          metadata, Optional.empty(), columns.streams(), rows.finish(steps), Map.of());
    }

    private static ByteBuffer room(StreamSpec spec) {
      int elements = spec.shape().stream().reduce(1, Math::multiplyExact);
      return ByteBuffer.allocate(elements * spec.dtype().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private long whole(String cell) {
      try {
        return Long.parseLong(cell);
      } catch (NumberFormatException e) {
        throw refused("has the step '" + cell + "'");
      }
    }

    private void put(List<ByteBuffer> row) {
      if (line.length != columns.places().size()) {
        throw refused("has " + line.length + " cells");
      }
      for (int c = 0; c < line.length; c++) {
        CsvColumns.Place place = columns.places().get(c);
        if (place == null) {
          continue;
        }
        try {
          CsvColumns.put(
              columns.streams().get(place.stream()).dtype(),
              line[c].strip(),
              place.element(),
              row.get(place.stream()));
        } catch (NumberFormatException e) {
          throw refused("has '" + line[c] + "' in column " + (c + 1) + ", which is no such number");
        }
      }
    }

    @Override
    public void close() {
      try {
        cells.close();
      } catch (IOException e) {
        throw StorageFailure.reading(in, e);
      }
    }
  }

  /** What a table cannot hold. */
  static List<String> lost(EpisodeSource source) {
    Set<String> lost = new TreeSet<>(ZarrEpisodes.lost(source));
    lost.add("rates, seeds, outcomes, filter keys, units and frames");
    return List.copyOf(lost);
  }

  /** Streams with too many numbers for a line. */
  static List<String> wide(EpisodeSource source) {
    Set<String> wide = new TreeSet<>();
    for (Episode episode : source) {
      for (StreamSpec spec : episode.specs()) {
        if (spec.shape().stream().mapToLong(n -> n).reduce(1, (a, b) -> a * b) > MOST_NUMBERS) {
          wide.add(spec.name() + " (more than " + MOST_NUMBERS + " numbers a row)");
        }
      }
    }
    return List.copyOf(wide);
  }

  static void write(EpisodeSource source, Set<String> leftOut, Path target) {
    try (SequenceWriter out =
        new CsvMapper()
            .writerFor(String[].class)
            .writeValues(Files.newBufferedWriter(target, StandardCharsets.UTF_8))) {
      List<StreamSpec> kept = null;
      int k = 0;
      for (Episode episode : source) {
        if (kept == null) {
          kept = episode.specs().stream().filter(s -> !leftOut.contains(s.name())).toList();
          out.write(header(kept));
        }
        for (int step = 0; step < episode.steps(); step++) {
          out.write(line(episode, k, step, kept));
        }
        k++;
      }
    } catch (IOException e) {
      throw StorageFailure.writing(target, e);
    }
  }

  private static String[] header(List<StreamSpec> kept) {
    List<String> cells = new ArrayList<>();
    cells.add(CsvColumns.EPISODE);
    cells.add(CsvColumns.STEP);
    cells.add(CsvColumns.TASK);
    cells.add(CsvColumns.INSTRUCTION);
    kept.forEach(spec -> cells.addAll(CsvColumns.header(spec)));
    return cells.toArray(String[]::new);
  }

  private static String[] line(Episode episode, int k, int step, List<StreamSpec> kept) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(k));
    cells.add(Integer.toString(step));
    cells.add(episode.metadata().task());
    cells.add(episode.metadata().instruction());
    for (StreamSpec spec : kept) {
      var row = episode.stream(spec.name()).row(step);
      for (int i = 0; i < row.size(); i++) {
        cells.add(CsvColumns.text(row, i));
      }
    }
    return cells.toArray(String[]::new);
  }
}
