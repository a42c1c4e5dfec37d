package org.pollex.eval.trial.run;

/**
 * Says which trials of a sealed order are needed, from the outcomes before them and without telling
 * who acts in them. Safe for use by several threads.
 */
public interface Stopping extends AutoCloseable {
  /** Every trial is needed. */
  Stopping NEVER =
      new Stopping() {
        @Override
        public void reach(int index) {}

        @Override
        public boolean needed(int index) {
          return true;
        }

        @Override
        public void observe(int index, boolean success) {}

        @Override
        public void close() {}
      };

  /**
   * Moves to the next trial in sealed order; the outcomes of all needed ones before it are known.
   */
  void reach(int index);

  /**
   * Returns whether a trial is needed. Final for the trial that was reached; for later ones a "no"
   * is final.
   */
  boolean needed(int index);

  /** Takes in the outcome of the trial that was reached. */
  void observe(int index, boolean success);

  @Override
  void close();
}
