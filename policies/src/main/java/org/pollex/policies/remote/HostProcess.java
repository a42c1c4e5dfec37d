package org.pollex.policies.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pollex.datasets.storage.AtomicFile;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.PollexException;
import org.pollex.errors.RunFailedException;

/**
 * A policy host in a process of its own, on a private Unix socket.
 *
 * <p>The child lives as long as the pipe to its standard input: when this process ends, even by
 * {@code kill -9}, the pipe breaks and the child ends and removes its socket ({@link
 * PolicyHost#serveUntilParentEnds}). Whatever it prints is thrown away or goes to a file of the
 * caller's choice; it never mixes with this process's output.
 */
public final class HostProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final String SOCKET = "policy.sock";

  /** Beside the socket: why the host gives up, for whoever started it; first line, then remedy. */
  private static final String REASON = "reason.txt";

  private final Process process;
  private final Path folder;

  private HostProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** What to start; the path of the socket is added as the last argument. */
  public record Command(List<String> jvmOptions, String mainClass, List<String> arguments) {
    private List<String> line(Path socket) {
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(jvmOptions);
      line.add(mainClass);
      line.addAll(arguments);
      line.add(socket.toString());
      return line;
    }
  }

  /**
   * Starts a host and waits until it listens.
   *
   * @param output file that its standard output and error are appended to
   * @throws EndpointLostException when it waited for the server of a policy, and gave up
   * @throws HostStartException when it ends before it listens for another reason
   */
  public static HostProcess start(Command command, Path output) {
    try {
      // Only this user can enter a folder made by createTempDirectory.
      Path folder = Files.createTempDirectory("pollex-host-");
      Path socket = folder.resolve(SOCKET);
      ProcessBuilder builder =
          new ProcessBuilder(command.line(socket))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
      // Not as an argument: ONNX Runtime 1.29 matches its process's command line recursively, and a
      // long one overflows its stack (SIGSEGV).
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      Process process = builder.start();
      HostProcess host = new HostProcess(process, folder);
      host.awaitSocket(output);
      return host;
    } catch (IOException e) {
      throw StorageFailure.writing(output, e);
    }
  }

  private void awaitSocket(Path output) {
    long until = System.nanoTime() + START_LIMIT.toNanos();
    while (!Files.exists(socket())) {
      if (!process.isAlive() || System.nanoTime() > until) {
        int code = process.isAlive() ? 1 : process.exitValue();
        Optional<EndpointLostException> away = reason();
        close();
        throw away.<PollexException>map(reason -> reason)
            .orElseGet(() -> new HostStartException(code, output));
      }
      try {
        process.waitFor(5, TimeUnit.MILLISECONDS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        close();
        throw new RunFailedException("the start of the policy host was interrupted", "", stopped);
      }
    }
  }

  /** To be called in the child that gives up because the server of a policy stays away. */
  public static void stayedAway(Path socket, String problem, String remedy) {
    AtomicFile.write(socket.resolveSibling(REASON), problem + "\n" + remedy);
  }

  private Optional<EndpointLostException> reason() {
    Path file = folder.resolve(REASON);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String[] lines = Files.readString(file).split("\n", 2);
      return Optional.of(
          new EndpointLostException(
              EndpointLostException.How.STAYED_AWAY, lines[0], lines[1], null));
    } catch (IOException e) {
      throw StorageFailure.reading(file, e);
    }
  }

  /** Returns where it listens. */
  public Path socket() {
    return folder.resolve(SOCKET);
  }

  /** Completes with its exit code when it ends; 128 plus the number of the signal that ended it. */
  public CompletableFuture<Integer> exit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Returns its process, for tests and for status displays. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    remove(folder);
  }

  /**
   * To be called in the child: waits until the parent ends, then removes the socket and its folder,
   * and returns.
   */
  static void endWithParent(Path socket) {
    try {
      while (System.in.read() >= 0) {
        // The parent sends nothing; the end of the stream is its end.
      }
    } catch (IOException ignored) {
      // A broken pipe says the same.
    }
    remove(socket.toAbsolutePath().getParent());
  }

  private static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(SOCKET));
      Files.deleteIfExists(folder.resolve(REASON));
      Files.deleteIfExists(folder);
    } catch (IOException ignored) {
      // A socket file that stays behind in the temporary folder is harmless.
    }
  }
}
