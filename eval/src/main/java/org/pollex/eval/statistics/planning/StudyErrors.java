package org.pollex.eval.statistics.planning;

/**
 * How often simulated studies of one family went wrong and right.
 *
 * @param familyWiseError share of studies that separate two equally good policies, or two policies
 *     in the wrong order
 * @param standardError of that share
 * @param power share of truly different pairs that were separated in the right order; NaN if all
 *     policies are equally good
 */
public record StudyErrors(double familyWiseError, double standardError, double power) {

  /** Counts over studies. */
  static final class Tally {
    private final int differentPairs;
    private int studies;
    private int wrong;
    private long found;

    Tally(int differentPairs) {
      this.differentPairs = differentPairs;
    }

    void add(boolean anyWrong, int foundPairs) {
      studies++;
      wrong += anyWrong ? 1 : 0;
      found += foundPairs;
    }

    StudyErrors result() {
      double error = (double) wrong / studies;
      double power =
          differentPairs == 0 ? Double.NaN : (double) found / ((double) studies * differentPairs);
      return new StudyErrors(error, Math.sqrt(error * (1 - error) / studies), power);
    }
  }
}
