package org.pollex.bench.metaworld;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.pollex.errors.RunFailedException;

/** EnvPool in a process that answers one request after another; see the script. */
final class EnvPool implements Contestant {
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final String version;

  EnvPool(Programs programs, Path actions, int threads) {
    process =
        Programs.start(
            List.of(
                programs.envPoolPython().toString(),
                "-W",
                "ignore",
                programs.peer("envpool_metaworld.py").toString(),
                actions.toString(),
                Integer.toString(threads)));
    requests = process.outputWriter();
    answers = process.inputReader();
    version = Programs.lastLine(answer()).path("version").asText();
  }

  @Override
  public String name() {
    return "EnvPool " + version;
  }

  @Override
  public Figure measure(String task, int environments, int steps) {
    try {
      requests.write(task + " " + environments + " " + steps + "\n");
      requests.flush();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return Figure.of(Programs.lastLine(answer()));
  }

  private String answer() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new RunFailedException("EnvPool ended", "Its messages are above.");
      }
      return line;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
