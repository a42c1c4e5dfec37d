package org.pollex.eval.trial.run;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.seal.TrialFolder;

/** Runs what is left of a sealed trial. */
public final class TrialRunner {
  private final TrialFolder folder;
  private final Progress progress;

  /** Told how far the trial is; on any thread. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Some trials are finished.
     *
     * @param finished number of finished trials, those of earlier runs included
     * @param trials number of all trials
     */
    void at(int finished, int trials);
  }

  /** Creates a runner. */
  public TrialRunner(TrialFolder folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /**
   * Runs every trial that is not finished, and journals all outcomes in sealed order.
   *
   * @return number of trials that this call finished
   */
  public int run(TrialEngine engine) {
    SealedHeader header = folder.header();
    try (OutcomeStore store = new OutcomeStore(folder, header.trials())) {
      BitSet finished = store.finished();
      List<SealedTrial> missing =
          folder.trials().stream().filter(trial -> !finished.get(trial.index())).toList();
      if (!missing.isEmpty()) {
        int before = finished.cardinality();
        progress.at(before, header.trials());
        try (StoreWriter writer = new StoreWriter(store, counter(before, header.trials()))) {
          engine.run(missing, writer);
        }
      }
      return missing.size();
    }
  }

  private IntConsumer counter(int before, int trials) {
    int[] finished = {before};
    return more -> progress.at(finished[0] += more, trials);
  }
}
