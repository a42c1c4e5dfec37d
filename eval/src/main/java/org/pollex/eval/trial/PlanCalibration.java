package org.pollex.eval.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pollex.eval.statistics.multiplicity.CompactLetters;
import org.pollex.eval.trial.decide.DecisionRule;
import org.pollex.eval.trial.decide.PairVerdict;
import org.pollex.eval.trial.decide.SealedSequence;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.seal.TrialOrder;

/**
 * The true error rates and the cost of a plan: it is run many times in memory, with the order, the
 * stopping rule, the correction and the letters of a real trial.
 *
 * @param families errors of every family that the plan declares
 * @param rollouts mean number of rollouts in a trial
 * @param mostRollouts rollouts of a trial that does not stop early
 */
public record PlanCalibration(List<FamilyErrors> families, double rollouts, int mostRollouts) {
  /** Name of the family of all pairs in all tasks. */
  public static final String ALL = "all pairs in all tasks";

  /** Name of the family of pairs whose rates are pooled over tasks. */
  public static final String POOLED = "pooled";

  /**
   * Errors of one family.
   *
   * @param family a task, {@value #POOLED}, or {@value #ALL}
   * @param pairs pairs in the family
   * @param familyWiseError share of trials in which two equally good policies share no letter, or a
   *     worse one is declared better
   * @param standardError of that share
   * @param power share of truly different pairs that were separated in the right order; null when
   *     there are none
   */
  public record FamilyErrors(
      String family, int pairs, double familyWiseError, double standardError, Double power) {}

  /**
   * Runs a plan many times.
   *
   * @param tasks task ids, sets expanded
   * @param rates true success rates [policy][task]
   * @param studies how often
   * @param seed of orders and outcomes
   */
  public static PlanCalibration run(
      TrialPlan plan, List<String> tasks, double[][] rates, int studies, long seed) {
    return new Runner(plan, tasks, rates, new Random(seed)).run(studies);
  }

  /** One family's counts. */
  private static final class Tally {
    private final String name;
    private int pairs;
    private int wrong;
    private long found;
    private long different;

    private Tally(String name) {
      this.name = name;
    }

    FamilyErrors errors(int studies) {
      double error = (double) wrong / studies;
      return new FamilyErrors(
          name,
          pairs,
          error,
          Math.sqrt(error * (1 - error) / studies),
          different == 0 ? null : (double) found / different);
    }
  }

  /** The state of a simulation. */
  private static final class Runner {
    private final TrialPlan plan;
    private final int policies;
    private final List<String> tasks;
    private final double[][] rates;
    private final Random random;
    private final DecisionRule rule;
    private final DecisionRule pooledRule;
    private final List<Tally> perTask = new ArrayList<>();
    private final Tally pooled = new Tally(POOLED);
    private final Tally all = new Tally(ALL);
    private long rollouts;

    Runner(TrialPlan plan, List<String> tasks, double[][] rates, Random random) {
      this.plan = plan;
      this.policies = plan.policies().size();
      this.tasks = tasks;
      this.rates = rates;
      this.random = random;
      this.rule = rule(plan.analysis(), tasks.size());
      // Rates pooled over tasks are tested in plans for a fixed number of rollouts only.
      this.pooledRule =
          plan.analysis().isSequential()
              ? null
              : rule(
                  new TrialPlan.Analysis(
                      plan.analysis().test(),
                      plan.analysis().alpha(),
                      plan.analysis().correction()),
                  1);
      tasks.forEach(task -> perTask.add(new Tally(task)));
    }

    private DecisionRule rule(TrialPlan.Analysis analysis, int ofTasks) {
      return DecisionRule.of(analysis, policies, ofTasks, plan.rollouts(), plan.seed());
    }

    PlanCalibration run(int studies) {
      for (int study = 1; study <= studies; study++) {
        study(study);
      }
      List<FamilyErrors> families = new ArrayList<>();
      if (plan.analysis().family().equals(TrialPlan.Analysis.ALL)) {
        families.add(all.errors(studies));
      } else {
        perTask.forEach(task -> families.add(task.errors(studies)));
      }
      if (pooledRule != null) {
        families.add(pooled.errors(studies));
      }
      return new PlanCalibration(
          families, (double) rollouts / studies, policies * tasks.size() * plan.rollouts());
    }

    private void study(int number) {
      List<TrialOrder.Place> order =
          TrialOrder.draw(tasks.size(), plan.rollouts(), policies, random);
      DecisionRule.Run run = rule.start(number);
      DecisionRule.Run together = pooledRule == null ? null : pooledRule.start(number);
      SealedSequence sequence =
          new SealedSequence(
              run, policies, index -> order.get(index).task(), index -> order.get(index).policy());
      boolean[] bundle = new boolean[policies];
      for (int index = 0; index < order.size(); index++) {
        TrialOrder.Place place = order.get(index);
        sequence.reach(index);
        if (sequence.needed(index)) {
          boolean success = random.nextDouble() < rates[place.policy()][place.task()];
          sequence.observe(index, success);
          bundle[place.policy()] = success;
          rollouts++;
        }
        if (together != null && index % policies == policies - 1) {
          together.bundle(0, bundle);
        }
      }
      sequence.close();
      judge(run.verdicts());
      if (together != null) {
        boolean wrong = false;
        pooled.pairs = policies * (policies - 1) / 2;
        for (PairVerdict pair : together.verdicts()) {
          wrong |= judge(pooled, pair, mean(pair.a()), mean(pair.b()));
        }
        pooled.wrong += wrong ? 1 : 0;
      }
    }

    private double mean(int policy) {
      double sum = 0;
      for (double rate : rates[policy]) {
        sum += rate;
      }
      return sum / rates[policy].length;
    }

    private void judge(List<PairVerdict> verdicts) {
      boolean anyWrong = false;
      all.pairs = verdicts.size();
      for (int task = 0; task < tasks.size(); task++) {
        int at = task;
        List<PairVerdict> pairs =
            verdicts.stream().filter(verdict -> verdict.task() == at).toList();
        Tally tally = perTask.get(task);
        tally.pairs = pairs.size();
        boolean wrong = false;
        for (PairVerdict pair : pairs) {
          double a = rates[pair.a()][task];
          double b = rates[pair.b()][task];
          wrong |= judge(tally, pair, a, b);
          judge(all, pair, a, b);
        }
        requireLetters(pairs);
        tally.wrong += wrong ? 1 : 0;
        anyWrong |= wrong;
      }
      all.wrong += anyWrong ? 1 : 0;
    }

    /** Returns true when a verdict is wrong. */
    private static boolean judge(Tally tally, PairVerdict pair, double a, double b) {
      boolean right =
          switch (pair.decision()) {
            case A_GREATER -> a > b;
            case B_GREATER -> b > a;
            case UNDECIDED -> true;
          };
      if (a != b) {
        tally.different++;
        tally.found += pair.separated() && right ? 1 : 0;
      }
      return !right;
    }

    /** What is reported are letters: they must separate exactly the separated pairs. */
    private void requireLetters(List<PairVerdict> pairs) {
      List<String> names = plan.policies().stream().map(TrialPlan.PlannedPolicy::name).toList();
      CompactLetters letters =
          CompactLetters.of(
              names,
              pairs.stream()
                  .filter(PairVerdict::separated)
                  .map(
                      pair ->
                          new CompactLetters.Separated(names.get(pair.a()), names.get(pair.b())))
                  .toList());
      for (PairVerdict pair : pairs) {
        String a = letters.letters().get(names.get(pair.a()));
        String b = letters.letters().get(names.get(pair.b()));
        boolean share = a.chars().anyMatch(letter -> b.indexOf(letter) >= 0);
        if (share == pair.separated()) {
          throw new IllegalStateException("letters " + a + " and " + b + " contradict " + pair);
        }
      }
    }
  }
}
