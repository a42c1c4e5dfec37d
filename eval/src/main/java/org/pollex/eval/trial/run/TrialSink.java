package org.pollex.eval.trial.run;

/** Where an engine delivers; it may deliver in any order, and a trial more than once. */
public interface TrialSink {
  /**
   * Takes a finished trial.
   *
   * @throws RuntimeException when it cannot be kept; the engine must stop then
   */
  void finished(FinishedTrial trial);

  /** Takes note of a start of the engine's machinery. */
  void started(RunStart start);
}
