package org.pollex.eval.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.errors.RunFailedException;

/** Prints a report's page to PDF with a headless Chromium, where one is installed. */
public final class PdfPrinter {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int PATIENCE_SECONDS = 180;

  private final Path browser;

  private PdfPrinter(Path browser) {
    this.browser = browser;
  }

  /**
   * Finds the browser on the path.
   *
   * @throws MissingPrerequisiteException if there is none
   */
  public static PdfPrinter find() {
    return browser()
        .map(PdfPrinter::new)
        .orElseThrow(
            () ->
                new MissingPrerequisiteException(
                    "a PDF needs Chromium, and none is on the path (tried " + NAMES + ")",
                    "Install it (on Debian: apt-get install chromium), or print report.html from"
                        + " any browser."));
  }

  static Optional<Path> browser() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(":")).map(place -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Prints a page; the file is there whole or not at all. */
  public Path print(Path page, Path pdf) {
    try {
      Path profile = Files.createTempDirectory("pollex-pdf-");
      Path part = profile.resolve("page.pdf");
      List<String> command = new ArrayList<>(List.of(browser.toString(), "--headless"));
      if (System.getProperty("user.name").equals("root")) {
        command.add("--no-sandbox"); // Chromium refuses to start as root otherwise
      }
      command.addAll(
          List.of(
              "--disable-gpu",
              "--no-pdf-header-footer",
              "--user-data-dir=" + profile.resolve("profile"),
              "--print-to-pdf=" + part,
              page.toUri().toString()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      if (!ended || !Files.isRegularFile(part)) {
        throw new RunFailedException(
            browser + " did not print " + page, "Open the page in a browser and print it there.");
      }
      Files.write(pdf, Files.readAllBytes(part));
      delete(profile);
      return pdf;
    } catch (IOException e) {
      throw new RunFailedException(
          "the PDF could not be written: " + e.getMessage(), "Free disk space and try again.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted while printing " + page, "Try again.", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
