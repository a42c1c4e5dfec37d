package org.pollex.eval.statistics.rate;

/**
 * Successes out of a number of trials.
 *
 * @param successes k, from 0 to {@code trials}
 * @param trials n, at least 0
 */
public record SuccessCount(int successes, int trials) {

  public SuccessCount {
    if (trials < 0 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "given %d successes in %d trials; allowed 0 <= successes <= trials"
              .formatted(successes, trials));
    }
  }

  public int failures() {
    return trials - successes;
  }

  /** The observed success rate k/n; NaN without trials. */
  public double rate() {
    return (double) successes / trials;
  }

  /** Adds the trials of another sample of the same policy, as pooling over tasks does. */
  public SuccessCount plus(SuccessCount other) {
    return new SuccessCount(successes + other.successes, trials + other.trials);
  }
}
