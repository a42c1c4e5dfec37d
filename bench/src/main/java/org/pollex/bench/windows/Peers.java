package org.pollex.bench.windows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pollex.errors.RunFailedException;

/**
 * h5py and robomimic, each in a Python process.
 *
 * @param python an interpreter that has h5py, and robomimic where it is asked for
 * @param cache robomimic's cache mode for pictures; empty for no robomimic
 */
record Peers(String python, String cache) {

  boolean robomimic() {
    return !cache.isEmpty();
  }

  /** Writes a file of demonstrations. */
  void write(Path file, String storage, int episodes) throws IOException, InterruptedException {
    python("data/windows_file.py", file.toString(), storage, "" + episodes);
  }

  Rate h5py(String mode, Path file, int windows, String kind)
      throws IOException, InterruptedException {
    return rate(python("peers/h5py_windows.py", mode, file.toString(), "" + windows, kind));
  }

  Rate robomimic(String mode, Path file, int batches, String kind)
      throws IOException, InterruptedException {
    return rate(python("peers/robomimic_windows.py", mode, file.toString(), "" + batches, kind));
  }

  static Rate rate(byte[] answer) throws IOException {
    JsonNode json = new ObjectMapper().readTree(answer);
    return new Rate(
        json.path("windows").asDouble(),
        json.path("seconds").asDouble(),
        json.path("cpu_seconds").asDouble());
  }

  byte[] python(String script, String... arguments) throws IOException, InterruptedException {
    Path path = Path.of(System.getProperty("pollex.root", "."), "bench").resolve(script);
    List<String> command = new ArrayList<>(List.of(python, path.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] answer = process.getInputStream().readAllBytes();
    if (process.waitFor() != 0) {
      throw new RunFailedException("the peer " + command + " failed", "Its messages are above.");
    }
    return answer;
  }
}
