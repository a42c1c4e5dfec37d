package org.pollex.sim.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last lines of a process's log: bounded, read by a thread of its own. */
final class LogTail {
  private static final Logger LOG = LoggerFactory.getLogger("pollex.sim.server");
  private static final int LINES = 200;
  private static final int COLUMNS = 500;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  LogTail(InputStream log) {
    reader = Thread.ofPlatform().daemon().name("pollex-sim-log").start(() -> follow(log));
  }

  private void follow(InputStream log) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        LOG.debug("{}", line);
        add(line.length() <= COLUMNS ? line : line.substring(0, COLUMNS) + "…");
      }
    } catch (IOException ignored) {
      // The process is gone, and with it the log.
    }
  }

  private synchronized void add(String line) {
    lines.addLast(line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  /** Returns the last lines, at most {@code count}, oldest first. */
  synchronized List<String> last(int count) {
    return lines.stream().skip(Math.max(0, lines.size() - count)).toList();
  }

  /** Waits until the log of an ended process has been read to its end. */
  void awaitEnd() {
    try {
      reader.join(java.time.Duration.ofSeconds(1));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
