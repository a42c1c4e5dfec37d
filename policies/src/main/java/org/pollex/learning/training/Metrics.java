package org.pollex.learning.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.pollex.datasets.storage.StorageFailure;

/**
 * The metrics of a run: one JSON object per line in {@code metrics.jsonl}, from which what
 * TensorBoard reads and the page of curves are made anew when a run goes on.
 */
final class Metrics implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Writer out;
  private final EventFile events;
  private final CurvePage page;

  private Metrics(Path file, Writer out, EventFile events, CurvePage page) {
    this.file = file;
    this.out = out;
    this.events = events;
    this.page = page;
  }

  /** Opens the file and takes lines behind {@code step} away, which a resumed run writes again. */
  static Metrics open(Path folder, int step, int steps) {
    Path file = folder.resolve("metrics.jsonl");
    try {
      List<String> kept =
          Files.exists(file)
              ? Files.readAllLines(file).stream().filter(line -> step(line) <= step).toList()
              : List.of();
      Files.write(file, kept);
      Metrics metrics =
          new Metrics(
              file,
              Files.newBufferedWriter(file, StandardOpenOption.APPEND),
              new EventFile(folder),
              new CurvePage(folder, steps));
      for (String line : kept) {
        JsonNode old = JSON.readTree(line);
        metrics.show(
            old.path("step").asInt(),
            old.path("loss").asDouble(),
            old.path("gradient_norm").asDouble(),
            old.path("rate").asDouble(),
            Instant.parse(old.path("at").asText()));
      }
      metrics.page.write();
      return metrics;
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
    }
  }

  private static int step(String line) {
    String number = line.replaceFirst("^\\{\"step\":(\\d+),.*}$", "$1");
    return number.equals(line) ? Integer.MAX_VALUE : Integer.parseInt(number);
  }

  void write(int step, double loss, double gradientNorm, double rate) {
    Instant now = Instant.now();
    try {
      out.write(
          "{\"step\":%d,\"loss\":%s,\"gradient_norm\":%s,\"rate\":%s,\"at\":\"%s\"}%n"
              .formatted(step, loss, gradientNorm, rate, now));
      out.flush();
      show(step, loss, gradientNorm, rate, now);
      page.write();
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
    }
  }

  private void show(int step, double loss, double gradientNorm, double rate, Instant at)
      throws IOException {
    page.add(step, loss, gradientNorm, rate);
    events.add(
        step,
        at.toEpochMilli() / 1e3,
        Map.of("train/loss", loss, "train/gradient_norm", gradientNorm, "train/rate", rate));
  }

  @Override
  public void close() {
    try {
      out.close();
      events.close();
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
    }
  }
}
