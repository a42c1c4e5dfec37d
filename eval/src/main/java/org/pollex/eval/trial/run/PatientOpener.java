package org.pollex.eval.trial.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.pollex.policies.Policy;
import org.pollex.policies.remote.EndpointLostException;

/**
 * Opens policies; where one acts in a server that is not there, tries again for a while, at longer
 * and longer intervals, so that a server that is being started again interrupts no trial.
 */
public final class PatientOpener implements Function<String, Policy> {
  /** Enough for a server that loads a large model. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Function<String, Policy> opener;
  private final long deadline;

  /**
   * Creates an opener.
   *
   * @param patience for all servers together, from now on
   */
  public PatientOpener(Function<String, Policy> opener, Duration patience) {
    this.opener = opener;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /**
   * Opens the policy of an address.
   *
   * @throws EndpointLostException when its server has not come back in time
   */
  @Override
  public Policy apply(String address) {
    for (long pause = FIRST_NANOS; ; pause = Math.min(2 * pause, LONGEST_NANOS)) {
      try {
        return opener.apply(address);
      } catch (EndpointLostException away) {
        if (System.nanoTime() + pause > deadline || Thread.currentThread().isInterrupted()) {
          throw away;
        }
        LockSupport.parkNanos(pause);
      }
    }
  }
}
