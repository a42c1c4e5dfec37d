package org.pollex.bench.metaworld;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pollex.errors.RunFailedException;

/**
 * The programs that measure the peers, and what they need on this machine.
 *
 * @param root the project's folder
 * @param home where environments are kept, {@code .pollex}
 */
record Programs(Path root, Path home) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Programs here() {
    return new Programs(
        Path.of(System.getProperty("pollex.root", ".")),
        Path.of(System.getProperty("pollex.home", ".pollex")));
  }

  Path peer(String name) {
    return root.resolve("bench").resolve("peers").resolve(name);
  }

  /** Python with Meta-World. */
  Path python() {
    return home.resolve(Path.of("venv", "bin", "python"));
  }

  /** Python with EnvPool, in an environment of its own, which the first call makes. */
  Path envPoolPython() {
    Path environment = home.resolve("envpool");
    Path python = environment.resolve(Path.of("bin", "python"));
    Path ready = environment.resolve("ready");
    if (!Files.exists(ready)) {
      System.err.println("bench: installing EnvPool into " + environment);
      run(List.of(python().toString(), "-m", "venv", environment.toString()));
      Path wanted = peer("envpool-requirements.txt");
      run(List.of(python.toString(), "-m", "pip", "install", "-q", "-r", wanted.toString()));
      try {
        Files.createFile(ready);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return python;
  }

  /** Runs a program to its end and returns what it printed. */
  static String run(List<String> command) {
    Process process = start(command);
    try {
      String printed = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw failed(command);
      }
      return printed;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed(command);
    }
  }

  /** Starts a program whose output is read here; its messages go to ours. */
  static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot start " + String.join(" ", command), failed);
    }
  }

  /** Reads the JSON object in the last line of what a program printed. */
  static JsonNode lastLine(String printed) {
    try {
      return JSON.readTree(printed.lines().reduce("", (before, line) -> line));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static RunFailedException failed(List<String> command) {
    return new RunFailedException(
        "this failed: " + String.join(" ", command), "Its messages are above.");
  }
}
