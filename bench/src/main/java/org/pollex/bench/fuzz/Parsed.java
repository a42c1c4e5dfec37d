package org.pollex.bench.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.pollex.errors.PollexException;

/** Gives bytes to a parser as a file. */
final class Parsed {
  private Parsed() {}

  static void asFile(byte[] data, String suffix, Consumer<Path> parser) {
    try {
      Path file = Files.createTempFile("fuzz", suffix);
      try {
        Files.write(file, data);
        parser.accept(file);
      } catch (PollexException refused) {
        // What is no such file shall be refused.
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
