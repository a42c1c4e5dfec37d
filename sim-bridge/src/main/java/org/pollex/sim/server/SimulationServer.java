package org.pollex.sim.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;

/**
 * A simulation server: either a process of this program, or one that runs already.
 *
 * <pre>{@code
 * try (SimulationServer server = SimulationServer.start(ServerOptions.ownSocket());
 *     SimulationClient client = new SimulationClient(server)) {
 *   client.tasks("metaworld", "MT10");
 * }
 * }</pre>
 *
 * <p>A process that was started here ends with {@link #close}, with this program (shutdown hook),
 * and, should this program be killed, by watching its parent itself.
 */
public final class SimulationServer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int TAIL_LINES = 15;

  /** How the server begins the line that says why it ends. */
  private static final String OWN_WORDS = "pollex_sim: ";

  private final Address address;
  private final Optional<Child> child;

  /** What is there only for a server that this program started. */
  private record Child(Process process, LogTail log, Optional<Path> folder, Thread hook) {}

  private SimulationServer(Address address, Optional<Child> child) {
    this.address = address;
    this.child = child;
  }

  /** Names a server that runs already; nothing is contacted yet, and closing leaves it running. */
  public static SimulationServer attach(Address address) {
    return new SimulationServer(address, Optional.empty());
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @throws org.pollex.errors.MissingPrerequisiteException when Python or its environment is
   *     missing
   * @throws RunFailedException when the server ends or stays silent instead, for example because
   *     its port is taken; the message carries the end of its log
   */
  public static SimulationServer start(ServerOptions options) {
    Path python = options.python().orElseGet(PythonEnvironment::interpreter);
    Optional<Path> folder =
        options.listen().isEmpty() && Epoll.isAvailable()
            ? Optional.of(privateFolder())
            : Optional.empty();
    Address wanted =
        options
            .listen()
            .or(() -> folder.map(place -> new Address.Unix(place.resolve("sim.sock"))))
            .orElse(new Address.Tcp("127.0.0.1", 0));
    Process process = launch(python, wanted);
    LogTail log = new LogTail(process.getErrorStream());
    Thread hook = new Thread(() -> end(process, folder), "pollex-sim-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    SimulationServer server =
        new SimulationServer(wanted, Optional.of(new Child(process, log, folder, hook)));
    try {
      return new SimulationServer(server.awaitReady(options.startTimeout()), server.child);
    } catch (PollexException failed) {
      server.close();
      throw failed;
    }
  }

  private static Process launch(Path python, Address wanted) {
    List<String> command = new ArrayList<>();
    command.add(python.toString());
    command.addAll(List.of("-m", "pollex_sim", "serve"));
    command.addAll(
        switch (wanted) {
          case Address.Unix unix -> List.of("--socket", unix.toString());
          case Address.Tcp tcp -> List.of("--port", Integer.toString(loopbackPort(tcp)));
        });
    command.addAll(List.of("--parent-pid", Long.toString(ProcessHandle.current().pid())));
    try {
      ProcessBuilder server = new ProcessBuilder(command);
      PythonEnvironment.preferOwnSources(server.environment());
      return server.start();
    } catch (IOException failed) {
      throw PythonEnvironment.missing("cannot run " + python + ": " + failed.getMessage());
    }
  }

  private static int loopbackPort(Address.Tcp address) {
    if (!List.of("127.0.0.1", "localhost").contains(address.host())) {
      throw new BadInputException(
          "a simulation server cannot listen on " + address.host(),
          "Allowed: 127.0.0.1 or localhost, or a socket file (unix:PATH). Whoever reaches the server"
              + "\ncan use it; reach it from other machines through an SSH tunnel.");
    }
    return address.port();
  }

  private Address awaitReady(Duration timeout) {
    Process process = child.orElseThrow().process();
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> line.complete(firstLine(process)));
    String ready;
    try {
      ready = line.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException silent) {
      throw new RunFailedException(
          "the simulation server was not ready within " + timeout.toSeconds() + " s", diagnosis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("interrupted while the simulation server started", "");
    }
    if (ready.isEmpty()) {
      throw endedInsteadOfStarting();
    }
    try {
      JsonNode fields = new ObjectMapper().readTree(ready);
      return Address.parse(fields.path("address").asText());
    } catch (JsonProcessingException malformed) {
      throw new RunFailedException(
          "the simulation server answered with '" + ready + "' instead of its ready line",
          diagnosis(),
          malformed);
    }
  }

  /** Reads the ready line, the only one that a server writes to standard output. */
  private static String firstLine(Process process) {
    try {
      String line = process.inputReader(StandardCharsets.UTF_8).readLine();
      return line == null ? "" : line;
    } catch (IOException ended) {
      return "";
    }
  }

  private PollexException endedInsteadOfStarting() {
    LogTail log = child.orElseThrow().log();
    log.awaitEnd();
    for (String line : log.last(TAIL_LINES).reversed()) {
      if (line.contains("No module named")) {
        return PythonEnvironment.missing(
            "the simulation server's Python environment is incomplete: " + line);
      }
      if (line.startsWith(OWN_WORDS)) {
        return new RunFailedException(
            "the simulation server could not start: " + line.substring(OWN_WORDS.length()), "");
      }
    }
    return new RunFailedException("the simulation server could not start", diagnosis());
  }

  /** Returns where the server listens. */
  public Address address() {
    return address;
  }

  /** Returns the process id of a server that this program started. */
  public Optional<Long> pid() {
    return child.map(started -> started.process().pid());
  }

  /**
   * Returns false when a server that this program started has ended; true if it was attached to.
   */
  public boolean alive() {
    return child.map(started -> started.process().isAlive()).orElse(true);
  }

  /** Says how the server fares, for error messages: state of the process and end of its log. */
  public String diagnosis() {
    if (child.isEmpty()) {
      return "The server at " + address + " was started elsewhere; look at its log there.";
    }
    Child started = child.get();
    StringBuilder text = new StringBuilder();
    if (!started.process().isAlive()) {
      int code = started.process().exitValue();
      text.append("The server's process (pid ").append(started.process().pid()).append(") ended ");
      text.append(code > 128 ? "by signal " + (code - 128) : "with exit code " + code)
          .append(".\n");
      started.log().awaitEnd();
    }
    List<String> tail = started.log().last(TAIL_LINES);
    text.append(tail.isEmpty() ? "Its log is empty." : "The end of its log:");
    tail.forEach(line -> text.append("\n  ").append(line));
    return text.toString();
  }

  /** Waits until a server that this program started has ended. */
  public int waitFor() throws InterruptedException {
    return child.orElseThrow().process().waitFor();
  }

  /** Ends a server that this program started: asks first, kills after five seconds. */
  @Override
  public void close() {
    child.ifPresent(
        started -> {
          end(started.process(), started.folder());
          try {
            Runtime.getRuntime().removeShutdownHook(started.hook());
          } catch (IllegalStateException ignored) {
            // The program is ending already; the hook then finds nothing left to do.
          }
        });
  }

  private static void end(Process process, Optional<Path> folder) {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    folder.ifPresent(SimulationServer::remove);
  }

  private static Path privateFolder() {
    try {
      Path folder = Files.createTempDirectory("pollex-sim-");
      // A socket's path may have about 100 bytes; deep temporary folders do not fit.
      if (folder.toString().length() > 90) {
        Files.delete(folder);
        folder = Files.createTempDirectory(Path.of("/tmp"), "pollex-sim-");
      }
      return folder;
    } catch (IOException failed) {
      throw new RunFailedException(
          "cannot make a temporary folder for the simulation server's socket",
          failed.getMessage() + "\nSet -Djava.io.tmpdir or TMPDIR to a writable folder.",
          failed);
    }
  }

  private static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve("sim.sock"));
      Files.deleteIfExists(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot remove " + folder, failed);
    }
  }
}
