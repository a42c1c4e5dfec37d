package org.pollex.eval.trial.run;

import java.util.List;
import java.util.function.Predicate;
import org.pollex.eval.trial.seal.SealedTrial;

/**
 * Executes trials, each at least once. What it guarantees is little, so that engines can be many: a
 * pool in this process, child processes, shards on other machines.
 */
public interface TrialEngine {
  /**
   * Runs trials and returns when each of them was delivered, or was not needed any more.
   *
   * @param needed asked before a trial starts, on the thread that runs the engine; what is not
   *     needed may be left out
   * @throws org.pollex.errors.PollexException when it gives up; what was delivered stays delivered
   */
  void run(List<SealedTrial> trials, Predicate<SealedTrial> needed, TrialSink sink);
}
