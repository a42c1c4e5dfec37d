package org.pollex.bench.throughput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.pollex.errors.RunFailedException;

/** Meta-World in Python, run by {@code bench/peers/metaworld_throughput.py}. */
public record Peer(Path python, Path script, Path actions) {
  /** Returns environment steps a second. */
  public double stepsPerSecond(String mode, int steps) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                python.toString(),
                "-W",
                "ignore",
                script.toString(),
                mode,
                actions.toString(),
                Integer.toString(steps))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new RunFailedException("the peer " + mode + " failed", "Its messages are above.");
    }
    String last = answer.lines().reduce("", (before, line) -> line);
    JsonNode figures = new ObjectMapper().readTree(last);
    return figures.path("env_steps").asDouble() / figures.path("seconds").asDouble();
  }
}
