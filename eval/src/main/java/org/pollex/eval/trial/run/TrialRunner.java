package org.pollex.eval.trial.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
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
   * Runs every trial that is neither finished nor past a stop, and journals all outcomes in sealed
   * order.
   *
   * @param stopping the sealed stopping rule; this call closes it
   * @return number of trials that this call finished
   */
  public int run(TrialEngine engine, Stopping stopping) {
    SealedHeader header = folder.header();
    try (stopping;
        OutcomeStore store = new OutcomeStore(folder, header.trials(), stopping)) {
      BitSet settled = store.settled();
      List<SealedTrial> missing =
          folder.trials().stream().filter(trial -> !settled.get(trial.index())).toList();
      int[] counted = {0};
      if (!missing.isEmpty()) {
        int before = settled.cardinality();
        progress.at(before, header.trials());
        try (StoreWriter writer =
            new StoreWriter(
                store,
                more -> {
                  counted[0] += more;
                  progress.at(before + counted[0], header.trials());
                })) {
          engine.run(missing, trial -> needed(trial, stopping, writer), writer);
        }
      }
      return counted[0];
    }
  }

  /**
   * Runs what is left of one shard of the trial into a shard file of its own, for {@link
   * ShardMerge}. Nothing is stopped early: a shard does not know the outcomes of the others.
   *
   * @return number of trials that this call finished
   */
  public int runShard(TrialEngine engine, Shard shard) {
    SealedHeader header = folder.header();
    List<SealedTrial> mine =
        folder.trials().stream().filter(trial -> shard.has(trial, header)).toList();
    BitSet done = new BitSet();
    TrialJournals.outcomes(folder).forEach(outcome -> done.set(outcome.index()));
    if (Files.isDirectory(folder.file(TrialFolder.SHARDS))) {
      for (Path file : ShardFile.find(List.of(folder.file(TrialFolder.SHARDS)))) {
        ShardFile.read(folder, file).trials().forEach(trial -> done.set(trial.index()));
      }
    }
    List<SealedTrial> missing = mine.stream().filter(trial -> !done.get(trial.index())).toList();
    if (missing.isEmpty()) {
      return 0;
    }
    int before = mine.size() - missing.size();
    int[] counted = {0};
    progress.at(before, mine.size());
    try (ShardFile file = ShardFile.create(folder, shard)) {
      engine.run(
          missing,
          trial -> true,
          new TrialSink() {
            @Override
            public void finished(FinishedTrial trial) {
              file.finished(trial);
              progress.at(before + ++counted[0], mine.size());
            }

            @Override
            public void started(RunStart start) {
              file.started(start);
            }
          });
    }
    return counted[0];
  }

  /** A stopping rule is asked when it knows all that is finished, so that little is run ahead. */
  private static boolean needed(SealedTrial trial, Stopping stopping, StoreWriter writer) {
    if (stopping != Stopping.NEVER) {
      writer.settle();
    }
    return stopping.needed(trial.index());
  }
}
