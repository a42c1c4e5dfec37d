package org.pollex.ros.ros1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real {@code rosmaster} on the loopback interface, and ROS 1's own tools beside it. */
final class DebianRos implements AutoCloseable {
  static final Path MASTER = Path.of("/usr/bin/rosmaster");

  private final int port;
  private final List<Process> started = new ArrayList<>();
  private Process master;

  DebianRos() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    startMaster();
  }

  static boolean installed() {
    return Files.isExecutable(MASTER);
  }

  Map<String, String> environment() {
    return Map.of(
        "ROS_MASTER_URI", "http://127.0.0.1:" + port,
        "ROS_HOSTNAME", "127.0.0.1",
        "ROS_IP", "127.0.0.1",
        "PYTHONUNBUFFERED", "1");
  }

  Ros1Options options(String name) {
    return Ros1Options.of(name, environment());
  }

  void startMaster() throws IOException {
    master = start("rosmaster", "--core", "-p", String.valueOf(port));
    Master asked = new Master(options("/waiting").master(), "/waiting", Duration.ofSeconds(2));
    Waiting.until(
        Duration.ofSeconds(30),
        "the master answers",
        () -> {
          try {
            return asked.pid() > 0;
          } catch (IOException e) {
            return false;
          }
        });
  }

  void killMaster() throws InterruptedException {
    master.destroyForcibly().waitFor();
  }

  /** Starts one of ROS 1's tools; its output can be read, and it ends with this. */
  Process start(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /** Runs one of ROS 1's tools to its end and returns what it printed. */
  String run(String... command) throws IOException {
    return output(start(command));
  }

  static String output(Process process) {
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }
}
