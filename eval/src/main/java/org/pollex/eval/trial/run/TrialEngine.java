package org.pollex.eval.trial.run;

import java.util.List;
import org.pollex.eval.trial.seal.SealedTrial;

/**
 * Executes trials, each at least once. What it guarantees is little, so that engines can be many: a
 * pool in this process, child processes, shards on other machines.
 */
public interface TrialEngine {
  /**
   * Runs trials and returns when each of them was delivered.
   *
   * @throws org.pollex.errors.PollexException when it gives up; what was delivered stays delivered
   */
  void run(List<SealedTrial> trials, TrialSink sink);
}
