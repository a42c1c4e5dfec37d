package org.pollex.eval.statistics.score;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.pollex.eval.statistics.rate.Interval;

/**
 * The interquartile mean of all scores of a policy, and its stratified bootstrap interval (Agarwal
 * et al. 2021): the mean of the middle half, robust against a few lucky or hopeless tasks.
 */
public final class InterquartileMean {

  private InterquartileMean() {}

  /** Mean of the scores without the lowest and the highest quarter (rounded down). */
  public static double of(double... scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException("given no scores; at least one is needed");
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 4;
    return Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
  }

  /** The same over a matrix of runs (rows) by tasks (columns); columns may differ in length. */
  public static double ofTasks(double[][] scoresByTask) {
    return of(Arrays.stream(scoresByTask).flatMapToDouble(Arrays::stream).toArray());
  }

  /**
   * Percentile bootstrap interval: runs are drawn with replacement within each task independently.
   *
   * @param scoresByTask one row of scores per task
   * @param draws bootstrap samples, such as 2,000
   * @param random seeded source
   */
  public static Interval bootstrap(
      double[][] scoresByTask, double level, int draws, RandomGenerator random) {
    double[] means = new double[draws];
    for (int draw = 0; draw < draws; draw++) {
      double[][] sample = new double[scoresByTask.length][];
      for (int task = 0; task < sample.length; task++) {
        double[] scores = scoresByTask[task];
        sample[task] = new double[scores.length];
        for (int run = 0; run < scores.length; run++) {
          sample[task][run] = scores[random.nextInt(scores.length)];
        }
      }
      means[draw] = ofTasks(sample);
    }
    Arrays.sort(means);
    double tail = (1 - level) / 2;
    return new Interval(percentile(means, tail), percentile(means, 1 - tail));
  }

  /** Linear interpolation between order statistics. */
  private static double percentile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
