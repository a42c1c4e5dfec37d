package org.pollex.eval.report.summary;

/**
 * The trial as a whole.
 *
 * @param name the trial's name
 * @param planned rollouts of the sealed plan
 * @param completed rollouts with an outcome
 * @param missing planned rollouts without an outcome, though they were needed
 * @param spared rollouts that a sealed stopping rule made unnecessary
 * @param rolloutsPerCell rollouts of each policy in each task
 * @param alpha family-wise error rate
 * @param level level of the intervals
 * @param seed seed of the order and of whatever policies draw
 * @param conditionSeed seed of the initial conditions
 * @param controlPeriod seconds of one control step
 * @param maxSteps steps after which a rollout without success is a failure
 * @param maxSeconds the same in seconds
 * @param detectablePerTask true difference of success rates around one half that one pair of
 *     policies shows in 80 % of trials of this size, within a task, before correction
 * @param detectablePooled the same, pooled over tasks
 */
public record TrialFigures(
    String name,
    int planned,
    int completed,
    int missing,
    int spared,
    int rolloutsPerCell,
    double alpha,
    double level,
    long seed,
    long conditionSeed,
    double controlPeriod,
    int maxSteps,
    double maxSeconds,
    double detectablePerTask,
    double detectablePooled) {
  /** A trial that finds only larger differences than this can hardly settle anything. */
  private static final double COARSE = 0.3;

  static TrialFigures of(Study study) {
    var plan = study.result().plan();
    var settings = study.comparison().settings();
    int n = plan.rollouts();
    int completed = study.result().outcomes().size();
    int open = study.planned() - completed;
    boolean sequential = plan.analysis().isSequential();
    return new TrialFigures(
        plan.name(),
        study.planned(),
        completed,
        sequential ? 0 : open,
        sequential ? open : 0,
        n,
        settings.alpha(),
        settings.level(),
        plan.seed(),
        plan.initialConditions().seed(),
        study.result().controlPeriod(),
        plan.horizon(),
        study.result().limitSeconds(),
        DetectableDifference.around(0.5, n, settings.alpha()),
        DetectableDifference.around(0.5, n * study.result().tasks().size(), settings.alpha()));
  }

  /** Returns true if the trial is too small to settle which policy is better. */
  public boolean provesLittle() {
    return detectablePooled > COARSE;
  }
}
