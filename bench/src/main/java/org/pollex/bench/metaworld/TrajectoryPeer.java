package org.pollex.bench.metaworld;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A Python program that answers each request with a trajectory. */
final class TrajectoryPeer implements AutoCloseable {
  private final Process process;
  private final DataInputStream answers;
  private final int steps;

  TrajectoryPeer(Path python, Path script, Path actions, int steps) {
    this.steps = steps;
    process =
        Programs.start(
            List.of(python.toString(), "-W", "ignore", script.toString(), actions.toString()));
    answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
  }

  Trajectory ask(String request) {
    byte[] bytes = new byte[8 * Trajectory.size(steps)];
    try {
      process.getOutputStream().write((request + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      answers.readFully(bytes);
    } catch (IOException ended) {
      throw new UncheckedIOException(request, ended);
    }
    double[] numbers = new double[Trajectory.size(steps)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
    return new Trajectory(numbers);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
