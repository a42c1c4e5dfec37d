package org.pollex.eval.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.eval.trial.result.OpenedTrial;

/** Writes a report of every shape, to be looked at in a browser. */
final class ReportSamples {
  private ReportSamples() {}

  /** Every shape but the large one. */
  static Map<String, SyntheticTrial> small() {
    Map<String, SyntheticTrial> samples = new LinkedHashMap<>();
    samples.put(
        "two",
        new SyntheticTrial(1)
            .policy("mt3", 0.9, "ee_pos")
            .policy("replay", 0.5, "ee_pos")
            .tasks(1)
            .rollouts(50)
            .named("door-open"));
    samples.put("demo", SyntheticTrial.demo(21, 20));
    samples.put(
        "quick", SyntheticTrial.demo(3, 10).named("quick").amended("Camera <2> was cleaned."));
    for (String test : List.of("lai", "savi", "optimal")) {
      samples.put("sequential-" + test, SyntheticTrial.demo(4, 60).test(test).named(test));
    }
    samples.put("all-succeed", all(1.0));
    samples.put("none-succeeds", all(0.0));
    samples.put("ties", all(0.5));
    samples.put("incomplete", SyntheticTrial.demo(5, 20).missing(0.1).named("incomplete"));
    samples.put(
        "long-names",
        new SyntheticTrial(5)
            .named("A trial with a name of some length, as people write them in plans")
            .policy("diffusion_transformer_multitask_finetuned_step_48000_ema_seed_3", 0.8, "rgb")
            .policy("π₀ baseline (レプリケート) <v2> & friends", 0.6, "rgb", "state39")
            .policy("c", 0.3, "rgb")
            .task("bimanual-put-spatula-on-plate-from-drying-rack-with-distractors-v12")
            .tasks(2)
            .rollouts(20)
            .reason("the hand did not reach the handle, \"twice\""));
    return samples;
  }

  /** Ten policies, fifty tasks, fifty rollouts each. */
  static SyntheticTrial large() {
    SyntheticTrial large = new SyntheticTrial(3);
    for (int i = 0; i < 10; i++) {
      large.policy("diffusion-transformer-" + i, 0.35 + 0.06 * i, "ee_pos", "rgb_corner");
    }
    return large.tasks(50).rollouts(50).named("large");
  }

  private static SyntheticTrial all(double skill) {
    return new SyntheticTrial(2)
        .policy("mt3", skill, "ee_pos")
        .policy("replay", skill, "ee_pos")
        .policy("knn", skill, "ee_pos")
        .tasks(4)
        .rollouts(20)
        .named("skill " + skill);
  }

  /** Writes the samples named, or all, into a folder. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    Map<String, SyntheticTrial> samples = small();
    samples.put("large", large());
    samples.forEach(
        (name, trial) -> {
          if (arguments.length == 1 || List.of(arguments).contains(name)) {
            long start = System.nanoTime();
            var data = trial.result();
            long drawn = System.nanoTime();
            var written = TrialReport.write(OpenedTrial.of(data), folder.resolve(name));
            System.out.printf(
                "%s: data %.1f s, report %.2f s: %s%n",
                name, (drawn - start) / 1e9, (System.nanoTime() - drawn) / 1e9, written.answer());
          }
        });
  }
}
