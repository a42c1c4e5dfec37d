package org.pollex.metaworld;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The metaworld package itself, in a Python process, telling what it computes. */
final class Oracle implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One episode to run.
   *
   * @param mode {@code random}, {@code expert} (with noise in half of the steps) or {@code edges}
   */
  record Episode(double[] randVec, String mode, long seed, int steps) {}

  private final Process process;
  private final DataInputStream answers;
  private final byte[] bytes = new byte[8 * 256];

  Oracle() throws IOException {
    Path script = Path.of("src", "test", "python", "metaworld_oracle.py").toAbsolutePath();
    process =
        new ProcessBuilder(System.getProperty("pollex.python"), script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 20));
  }

  void ask(String task, List<Episode> episodes) throws IOException {
    ObjectNode job = JSON.createObjectNode().put("task", task);
    ArrayNode list = job.putArray("episodes");
    for (Episode episode : episodes) {
      ObjectNode one = list.addObject();
      one.put("mode", episode.mode()).put("seed", episode.seed()).put("steps", episode.steps());
      for (double number : episode.randVec()) {
        one.withArray("rand_vec").add(number);
      }
    }
    process.getOutputStream().write((job + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  double number() {
    double[] one = new double[1];
    numbers(one);
    return one[0];
  }

  double[] numbers(double[] into) {
    try {
      answers.readFully(bytes, 0, 8 * into.length);
    } catch (IOException ended) {
      throw new UncheckedIOException("the oracle ended early", ended);
    }
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(into);
    return into;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
