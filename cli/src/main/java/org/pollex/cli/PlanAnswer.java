package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.PlanCalibration;
import org.pollex.eval.trial.plan.PlanFile;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.world.BernoulliPolicy;
import org.pollex.eval.trial.world.BernoulliWorld;

/**
 * What {@code pollex stats calibrate PLAN} found.
 *
 * @param plan name of the plan
 * @param test its test
 * @param alpha its family-wise error rate
 * @param rates true success rates [policy][task] that were simulated
 * @param studies how often it was run
 * @param seed of the simulation
 * @param families errors of every family that the plan declares
 * @param meanRollouts mean number of rollouts in a trial
 * @param mostRollouts rollouts of a trial that does not stop early
 */
record PlanAnswer(
    String plan,
    String test,
    double alpha,
    double[][] rates,
    int studies,
    long seed,
    List<PlanCalibration.FamilyErrors> families,
    double meanRollouts,
    int mostRollouts) {

  static PlanAnswer of(Path file, Optional<List<Double>> given, int studies, long seed) {
    TrialPlan plan = PlanFile.read(file);
    List<String> tasks = plan.tasks();
    if (given.isPresent() && given.get().size() != plan.policies().size()) {
      throw new BadInputException(
          given.get().size() + " rates", "Needed: one for each of the plan's policies.");
    }
    double[][] rates = new double[plan.policies().size()][tasks.size()];
    for (int policy = 0; policy < rates.length; policy++) {
      String address = plan.policies().get(policy).address();
      for (int task = 0; task < tasks.size(); task++) {
        boolean declared = plan.world().equals(BernoulliWorld.NAME);
        rates[policy][task] =
            given.isPresent()
                ? given.get().get(policy)
                : declared && BernoulliPolicy.isAddress(address)
                    ? BernoulliPolicy.of("", address).rate(tasks.get(task))
                    : 0.5;
      }
      for (double rate : rates[policy]) {
        if (!(rate >= 0 && rate <= 1)) {
          throw new BadInputException("rate " + rate, "Allowed: 0 to 1.");
        }
      }
    }
    PlanCalibration found = PlanCalibration.run(plan, tasks, rates, studies, seed);
    return new PlanAnswer(
        plan.name(),
        plan.analysis().test(),
        plan.analysis().alpha(),
        rates,
        studies,
        seed,
        found.families(),
        found.rollouts(),
        found.mostRollouts());
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,d trials of the plan '%s': %d policies, test %s, alpha %s, seed %d, rates %s%n",
        studies,
        plan,
        rates.length,
        test,
        alpha,
        seed,
        Arrays.deepToString(rates));
    TextTable table = new TextTable("family", "pairs", "family-wise error", "+-", "power");
    for (PlanCalibration.FamilyErrors family : families) {
      table.row(
          family.family(),
          String.valueOf(family.pairs()),
          "%.5f".formatted(family.familyWiseError()),
          "%.5f".formatted(family.standardError()),
          family.power() == null ? "-" : "%.4f".formatted(family.power()));
    }
    table.print(out);
    out.printf(Locale.ROOT, "Rollouts: %.1f on average, %d at most%n", meanRollouts, mostRollouts);
  }
}
