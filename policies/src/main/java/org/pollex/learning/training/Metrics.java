package org.pollex.learning.training;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.pollex.datasets.storage.StorageFailure;

/** The metrics of a run, one JSON object per line, in {@code metrics.jsonl}. */
final class Metrics implements AutoCloseable {
  private final Path file;
  private final Writer out;

  private Metrics(Path file, Writer out) {
    this.file = file;
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
      return new Metrics(file, Files.newBufferedWriter(file, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
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
              .formatted(step, loss, gradientNorm, rate, Instant.now()));
      out.flush();
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
    }
  }
}
