package org.pollex.learning.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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

  /**
   * A line.
   *
   * @param loss mean since the line before
   * @param gradientNorm of the last step, before clipping
   * @param rate learning rate
   * @param input share of the time that went into making inputs
   * @param validation loss of a validation, where one was
   */
  record Figures(
      double loss, double gradientNorm, double rate, double input, OptionalDouble validation) {}

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
            new Figures(
                old.path("loss").asDouble(),
                old.path("gradient_norm").asDouble(),
                old.path("rate").asDouble(),
                old.path("input").asDouble(),
                old.has("validation")
                    ? OptionalDouble.of(old.path("validation").asDouble())
                    : OptionalDouble.empty()),
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

  void write(int step, Figures figures) {
    Instant now = Instant.now();
    try {
      ObjectNode line = JSON.createObjectNode().put("step", step).put("loss", figures.loss());
      line.put("gradient_norm", figures.gradientNorm()).put("rate", figures.rate());
      line.put("input", Math.round(1e4 * figures.input()) / 1e4);
      figures.validation().ifPresent(loss -> line.put("validation", loss));
      out.write(line.put("at", now.toString()) + System.lineSeparator());
      out.flush();
      show(step, figures, now);
      page.write();
    } catch (IOException e) {
      throw StorageFailure.writing(file, e);
    }
  }

  private void show(int step, Figures figures, Instant at) throws IOException {
    page.add(step, figures);
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("train/loss", figures.loss());
    scalars.put("train/gradient_norm", figures.gradientNorm());
    scalars.put("train/rate", figures.rate());
    scalars.put("train/input", figures.input());
    figures.validation().ifPresent(loss -> scalars.put("validation/loss", loss));
    events.add(step, at.toEpochMilli() / 1e3, scalars);
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
