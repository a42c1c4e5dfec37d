package org.pollex.eval.trial.run;

import org.pollex.datasets.storage.CanonicalJson;

/**
 * All that one finished trial leaves behind.
 *
 * @param index position in the sealed order
 * @param outcome canonical bytes of its {@link OutcomeRecord}
 * @param trace canonical bytes of its {@link TraceRecord}
 * @param timing canonical bytes of its {@link TimingRecord}
 */
public record FinishedTrial(int index, byte[] outcome, byte[] trace, byte[] timing) {
  /** Encodes the records. */
  public static FinishedTrial of(OutcomeRecord outcome, TraceRecord trace, TimingRecord timing) {
    return new FinishedTrial(
        outcome.index(),
        CanonicalJson.bytes(outcome),
        CanonicalJson.bytes(trace),
        CanonicalJson.bytes(timing));
  }
}
