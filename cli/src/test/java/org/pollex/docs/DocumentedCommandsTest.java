package org.pollex.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command in the README and in docs/, page by page, in an empty folder.
 *
 * <p>Commands are the lines of blocks marked {@code sh} that start with {@code ./pollex}. A command
 * may use what those before it on the page wrote. The full demo is run as {@code demo --quick}
 * here; other lines of such blocks (Maven, git) belong to the surroundings of a build and are not
 * run inside it.
 */
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of(System.getProperty("pollex.root"));

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyPage() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages.stream()
        .filter(page -> !commands(page).isEmpty())
        .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> run(page)));
  }

  private void run(Path page) throws IOException, InterruptedException {
    Path work = Files.createDirectories(folder.resolve(page.getFileName().toString()));
    Path launcher = work.resolve("pollex");
    Files.writeString(launcher, launcherScript());
    assertTrue(launcher.toFile().setExecutable(true));
    for (String command : commands(page)) {
      Path output = work.resolve("output.txt");
      Process process =
          new ProcessBuilder("sh", "-c", command)
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertTrue(process.waitFor(5, TimeUnit.MINUTES), "no end after 5 minutes: " + command);
      assertEquals(0, process.exitValue(), page + ": " + command + "\n" + Files.readString(output));
    }
  }

  private static List<String> commands(Path page) {
    List<String> commands = new ArrayList<>();
    boolean inside = false;
    StringBuilder continued = new StringBuilder();
    for (String line : lines(page)) {
      if (line.startsWith("```")) {
        inside = line.equals("```sh");
      } else if (inside && (!continued.isEmpty() || line.startsWith("./pollex"))) {
        continued.append(line);
        if (line.endsWith("\\")) {
          continued.setLength(continued.length() - 1);
        } else {
          commands.add(
              continued.toString().replaceFirst("\\./pollex demo$", "./pollex demo --quick"));
          continued.setLength(0);
        }
      }
    }
    return commands;
  }

  private static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  /**
   * The program under test, as the launcher would run it. The launcher's class path is short; this
   * one is long and goes into the environment, since ONNX Runtime crashes on a long command line.
   */
  private static String launcherScript() {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return "#!/bin/sh\nCLASSPATH='"
        + System.getProperty("java.class.path")
        + "' exec '"
        + java
        + "' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
        + " -XX:+UseSerialGC -Djava.awt.headless=true -Dpollex.root='"
        + ROOT
        + "' -Dpollex.home='"
        + System.getProperty("pollex.home")
        + "' org.pollex.cli.Main \"$@\"\n";
  }
}
