package org.pollex.learning.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The metrics of a run, one JSON object per line, in {@code metrics.jsonl}. */
final class Metrics implements AutoCloseable {
  private final Writer out;

  private Metrics(Writer out) {
    this.out = out;
  }

  /** Opens the file and takes lines behind {@code step} away, which a resumed run writes again. */
  static Metrics open(Path folder, int step) {
    Path file = folder.resolve("metrics.jsonl");
    try {
      List<String> kept =
          Files.exists(file)
              ? Files.readAllLines(file).stream().filter(line -> step(line) <= step).toList()
              : List.of();
      Files.write(file, kept);
      return new Metrics(Files.newBufferedWriter(file, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int step(String line) {
    String number = line.replaceFirst("^\\{\"step\":(\\d+),.*}$", "$1");
    return number.equals(line) ? Integer.MAX_VALUE : Integer.parseInt(number);
  }

  void write(int step, double loss, double gradientNorm, double rate) {
    try {
      out.write(
          "{\"step\":%d,\"loss\":%s,\"gradient_norm\":%s,\"rate\":%s,\"at\":\"%s\"}%n"
              .formatted(step, loss, gradientNorm, rate, java.time.Instant.now()));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
