package org.pollex.eval.trial.run;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pollex.policies.remote.HostProcess;

/** Where policies act: a process that serves them on a socket. */
public interface ActingProcess extends AutoCloseable {
  /** Exit codes of SIGINT, SIGKILL and SIGTERM: somebody else ended the process. */
  Set<Integer> KILLED = Set.of(128 + 2, 128 + 9, 128 + 15);

  /** Returns where it listens. */
  Path socket();

  /**
   * Returns true when it is gone and was not killed: it ended by itself, by an error or by a signal
   * that only its own code can have raised.
   */
  boolean diedByItself();

  @Override
  void close();

  /** The policy host in a process of its own. */
  static ActingProcess of(HostProcess host) {
    return new ActingProcess() {
      @Override
      public Path socket() {
        return host.socket();
      }

      @Override
      public boolean diedByItself() {
        try {
          return !KILLED.contains(host.exit().get(2, TimeUnit.SECONDS));
        } catch (TimeoutException alive) {
          return false;
        } catch (ExecutionException unknown) {
          return false;
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          return false;
        }
      }

      @Override
      public void close() {
        host.close();
      }
    };
  }
}
