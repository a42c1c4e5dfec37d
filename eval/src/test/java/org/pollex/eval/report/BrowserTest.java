package org.pollex.eval.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.eval.trial.result.OpenedTrial;

/** The page in a real browser: it draws, its style sheet is admitted, and it prints. */
@Tag("long")
class BrowserTest {
  @TempDir Path folder;

  private static Optional<Path> browser() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name -> Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private String browse(Path page, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(browser().orElseThrow().toString(), "--headless", "--no-sandbox", "--disable-gpu"));
    command.addAll(
        List.of("--user-data-dir=" + folder.resolve("profile"), "--enable-logging=stderr"));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    Path log = folder.resolve("browser.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the browser did not end");
    assertEquals(0, process.exitValue());
    return Files.readString(log);
  }

  @Test
  void drawsAndPrints() throws Exception {
    assumeTrue(browser().isPresent(), "no Chromium on the path");
    Path page =
        TrialReport.write(OpenedTrial.of(SyntheticTrial.demo(21, 20).result()), folder).page();
    Path picture = folder.resolve("page.png");
    String log = browse(page, "--window-size=390,3000", "--screenshot=" + picture);
    assertTrue(Files.size(picture) > 50_000, "the picture is almost empty");
    assertTrue(!log.contains("Refused to") && !log.contains("violates"), log);
    Path print = folder.resolve("page.pdf");
    browse(page, "--print-to-pdf=" + print);
    assertTrue(
        Files.readString(print, java.nio.charset.StandardCharsets.ISO_8859_1).startsWith("%PDF"));
  }
}
