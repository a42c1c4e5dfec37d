package org.pollex.eval.statistics.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Kaplan and Meier's (1958) estimate of the share of rollouts that have not yet succeeded.
 *
 * <p>Failures are censored at the time limit, never dropped: leaving them out would make a policy
 * that rarely succeeds look fast.
 *
 * @param steps one step per distinct time of success, ascending
 */
public record KaplanMeier(List<Step> steps) {

  /**
   * State right after the successes at one time.
   *
   * @param time time of the successes
   * @param atRisk rollouts still running without success just before
   * @param events successes at this time
   * @param survival estimated share without success after it
   * @param standardError Greenwood's standard error; NaN once survival is 0
   */
  public record Step(double time, int atRisk, int events, double survival, double standardError) {}

  public static KaplanMeier of(List<EventTime> sample) {
    TreeMap<Double, int[]> byTime = countByTime(sample);
    List<Step> steps = new ArrayList<>();
    int atRisk = sample.size();
    double survival = 1;
    double greenwood = 0;
    for (var entry : byTime.entrySet()) {
      int events = entry.getValue()[0];
      if (events > 0) {
        survival *= (double) (atRisk - events) / atRisk;
        greenwood += events / ((double) atRisk * (atRisk - events));
        double error = atRisk == events ? Double.NaN : survival * Math.sqrt(greenwood);
        steps.add(new Step(entry.getKey(), atRisk, events, survival, error));
      }
      atRisk -= events + entry.getValue()[1];
    }
    return new KaplanMeier(List.copyOf(steps));
  }

  /** Estimated share of rollouts without success up to and including {@code time}. */
  public double survival(double time) {
    double survival = 1;
    for (Step step : steps) {
      if (step.time() <= time) {
        survival = step.survival();
      }
    }
    return survival;
  }

  /** Earliest time by which half of the rollouts have succeeded; NaN if that never happens. */
  public double median() {
    // The product of fractions misses one half by a rounding error where half have succeeded.
    return steps.stream()
        .filter(step -> step.survival() <= 0.5 + 1e-12)
        .mapToDouble(Step::time)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Mean time without success up to {@code limit} (the area under the curve). */
  public double restrictedMean(double limit) {
    double area = 0;
    double time = 0;
    double survival = 1;
    for (Step step : steps) {
      if (step.time() >= limit) {
        break;
      }
      area += survival * (step.time() - time);
      time = step.time();
      survival = step.survival();
    }
    return area + survival * (limit - time);
  }

  /** For each distinct time: {successes, censored}. */
  static TreeMap<Double, int[]> countByTime(List<EventTime> sample) {
    TreeMap<Double, int[]> byTime = new TreeMap<>();
    for (EventTime item : sample) {
      byTime.computeIfAbsent(item.time(), time -> new int[2])[item.observed() ? 0 : 1]++;
    }
    return byTime;
  }
}
