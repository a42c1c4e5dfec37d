package org.pollex.ros.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that speaks ROS 2 or DDS by other means, and answers commands with lines of JSON. */
final class Peer implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  private Peer(Process process) {
    this.process = process;
    this.out = process.inputReader();
    this.in = process.outputWriter();
  }

  /** Starts a script with the Python of a system property; skips the test without one. */
  static Peer start(String property, String script, String... arguments) throws Exception {
    String python = System.getProperty(property);
    assumeTrue(python != null, "give a Python with the peer's packages as -D" + property);
    java.util.List<String> command = new java.util.ArrayList<>();
    command.add(python);
    command.add(Path.of(Peer.class.getResource(script).toURI()).toString());
    command.addAll(java.util.List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Peer peer = new Peer(process);
    assertEquals("READY", peer.out.readLine());
    return peer;
  }

  /** Sends a command and returns the answer. */
  JsonNode ask(String command) {
    tell(command);
    return answer();
  }

  /** Sends a command whose answer is read later. */
  void tell(String command) {
    try {
      in.write(command + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode answer() {
    try {
      String line = out.readLine();
      assertNotNull(line, "the peer has ended");
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once, as a power failure would. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (process.waitFor(5, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
