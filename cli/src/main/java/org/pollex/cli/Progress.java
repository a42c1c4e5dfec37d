package org.pollex.cli;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Progress of work that takes longer than two seconds: a bar with rate and time left on a terminal,
 * a line every ten seconds elsewhere. Written to standard error.
 */
final class Progress implements AutoCloseable {
  private static final long FIRST_NANOS = 2_000_000_000L;
  private static final int WIDTH = 24;

  private final PrintWriter out;
  private final String what;
  private final int total;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final long start = System.nanoTime();
  private long shown = start + FIRST_NANOS - interval();
  private int done;
  private int before;
  private boolean resumed;
  private boolean drawn;

  /** Starts counting towards a total. */
  Progress(PrintWriter out, String what, int total) {
    this.out = out;
    this.what = what;
    this.total = total;
  }

  private long interval() {
    return terminal ? 200_000_000L : 10_000_000_000L;
  }

  /** Counts one more as done. */
  void step() {
    done++;
    refresh();
  }

  /** Sets how many are done; those of the first call were done before this work began. */
  void at(int finished) {
    if (!resumed) {
      before = finished;
      resumed = true;
    }
    done = finished;
    refresh();
  }

  private void refresh() {
    long now = System.nanoTime();
    if (now - start >= FIRST_NANOS && now - shown >= interval()) {
      shown = now;
      show(now);
    }
  }

  private void show(long now) {
    double seconds = (now - start) / 1e9;
    double rate = (done - before) / seconds;
    String text =
        String.format(
            "%s %d/%d  %.1f/s  %s left",
            what,
            done,
            total,
            rate,
            rate > 0 ? human(Duration.ofSeconds((long) ((total - done) / rate))) : "?");
    if (terminal) {
      int filled = (int) ((long) WIDTH * done / Math.max(1, total));
      out.print("\r[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + text + "\033[K");
      out.flush();
      drawn = true;
    } else {
      out.println(text);
      out.flush();
    }
  }

  private static String human(Duration left) {
    return left.toMinutes() > 0
        ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
        : left.toSeconds() + " s";
  }

  @Override
  public void close() {
    if (drawn) {
      out.print("\r\033[K");
      out.flush();
    }
  }
}
