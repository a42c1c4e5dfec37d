package org.pollex.eval.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.pollex.eval.trial.blinding.BlindingAudit;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.result.FilmStrip;
import org.pollex.eval.trial.result.PolicyTiming;
import org.pollex.eval.trial.result.RunRecord;
import org.pollex.eval.trial.result.Seal;
import org.pollex.eval.trial.result.TestedPolicy;
import org.pollex.eval.trial.result.TrialOutcome;
import org.pollex.eval.trial.result.TrialResult;
import org.pollex.eval.trial.review.OpenedReviews;
import org.pollex.eval.trial.run.Amendment;

/** Made-up trials of several shapes, drawn from a seed. */
final class SyntheticTrial {
  private static final double CONTROL_PERIOD = 0.0125;
  private static final int HORIZON = 500;
  private static final List<String> STAGES =
      List.of("interaction", "alignment", "registration", "retrieval");

  private final Random random;
  private final List<TestedPolicy> policies = new ArrayList<>();
  private final List<Double> skills = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();
  private String name = "synthetic";
  private int rollouts = 20;
  private double missing;
  private String reason = "made up";
  private String test = "barnard";
  private final List<Amendment> amendments = new ArrayList<>();

  SyntheticTrial(long seed) {
    this.random = new Random(seed);
  }

  /** The shape of the demo: MT3, two baselines and the expert. */
  static SyntheticTrial demo(int tasks, int rollouts) {
    return new SyntheticTrial(7)
        .named("mt3-against-baselines")
        .policy("mt3", 0.95, "instruction", "cloud_points", "cloud_labels", "ee_pos", "goal")
        .policy("replay", 0.42, "instruction", "cloud_points", "ee_pos")
        .policy("knn", 0.55, "state39")
        .policy("expert", 0.985, "expert_action")
        .tasks(tasks)
        .rollouts(rollouts);
  }

  SyntheticTrial named(String name) {
    this.name = name;
    return this;
  }

  SyntheticTrial policy(String policy, double skill, String... streams) {
    Map<String, String> privileged = new TreeMap<>();
    for (String stream : streams) {
      switch (stream) {
        case "expert_action", "state39" -> privileged.put(stream, "SIMULATOR");
        case "goal" -> privileged.put(stream, "GOAL");
        default -> {}
      }
    }
    String digest = skill > 0.9 ? "" : "5e0f".repeat(16);
    policies.add(
        new TestedPolicy(
            policy, policy + ":demo.hdf5", "made-up", List.of(streams), privileged, digest));
    skills.add(skill);
    return this;
  }

  SyntheticTrial tasks(int count) {
    String[] names = {
      "door-open", "drawer-close", "button-press-topdown", "peg-insert-side", "window-open",
      "faucet-close", "handle-pull-side", "plate-slide-back-side", "coffee-button", "dial-turn"
    };
    for (int i = 0; i < count; i++) {
      tasks.add(names[i % names.length] + (i < names.length ? "-v3" : "-" + i + "-v3"));
    }
    return this;
  }

  SyntheticTrial task(String id) {
    tasks.add(id);
    return this;
  }

  SyntheticTrial rollouts(int rollouts) {
    this.rollouts = rollouts;
    return this;
  }

  SyntheticTrial missing(double share) {
    this.missing = share;
    return this;
  }

  SyntheticTrial reason(String reason) {
    this.reason = reason;
    return this;
  }

  SyntheticTrial amended(String text) {
    amendments.add(new Amendment("2026-11-24T21:00:00Z", "running", 12, "R. D.", text));
    return this;
  }

  SyntheticTrial test(String test) {
    this.test = test;
    return this;
  }

  TrialResult result() {
    List<TrialOutcome> outcomes = draw();
    TrialPlan plan =
        new TrialPlan(
            name,
            "metaworld",
            tasks,
            policies.stream()
                .map(policy -> new TrialPlan.PlannedPolicy(policy.name(), policy.address()))
                .toList(),
            rollouts,
            new TrialPlan.InitialConditions("MT1", 1042, List.of("demo.hdf5")),
            HORIZON,
            7,
            1,
            new TrialPlan.Analysis(test, 0.05, test.equals("barnard") ? "holm" : "bonferroni"));
    List<PolicyTiming> timings = new ArrayList<>();
    for (int p = 0; p < policies.size(); p++) {
      timings.add(
          new PolicyTiming(
              policies.get(p).name(), histogram(-4.5 + p * 0.4), histogram(-3.4), List.of(1.0)));
    }
    Map<String, String> versions =
        new TreeMap<>(Map.of("pollex", "0.1.0", "metaworld", "3.1.1", "mujoco", "3.3.0"));
    return new TrialResult(
        plan,
        new Seal(
            "07c1".repeat(16),
            "3f9a".repeat(16),
            "9d2c".repeat(16),
            "b4e2".repeat(16),
            policies.size() * tasks.size() * rollouts),
        policies,
        tasks,
        CONTROL_PERIOD,
        outcomes,
        List.of(
            new RunRecord(
                "2026-11-24T20:11:09Z",
                "2026-11-24T20:16:41Z",
                outcomes.size(),
                2,
                "9d2c".repeat(16),
                versions,
                0)),
        timings,
        strips(outcomes),
        List.of(),
        amendments,
        new BlindingAudit(BlindingAudit.CLASSIFIER, 10, 45, 17, 15, 0.31),
        OpenedReviews.NONE);
  }

  private List<TrialOutcome> draw() {
    List<TrialOutcome> outcomes = new ArrayList<>();
    int index = 0;
    for (String task : tasks) {
      double ease = 0.6 + 0.8 * random.nextDouble();
      for (int i = 0; i < rollouts; i++) {
        for (int p = 0; p < policies.size(); p++) {
          if (random.nextDouble() >= missing) {
            outcomes.add(outcome(index, p, task, task + "/" + i, ease));
          }
          index++;
        }
      }
    }
    return outcomes;
  }

  private TrialOutcome outcome(int index, int policy, String task, String condition, double ease) {
    boolean success = random.nextDouble() < Math.pow(skills.get(policy), 1 / ease);
    int steps =
        success
            ? (int) Math.clamp(90 + 60 * random.nextGaussian() + 40 * policy, 12, HORIZON - 1)
            : HORIZON;
    int stage = Math.min(random.nextInt(6) / 2 + random.nextInt(2), STAGES.size() - 1);
    return new TrialOutcome(
        index,
        "T" + (100000 + index * 7919 % 899999),
        policies.get(policy).name(),
        task,
        condition,
        success,
        steps,
        steps * CONTROL_PERIOD,
        success ? "" : STAGES.get(stage),
        success ? "" : reason,
        random.nextInt(8) == 0 ? Map.of("RANGE", 3L) : Map.of(),
        Map.of(),
        "ab12".repeat(16));
  }

  private PolicyTiming.Histogram histogram(double centre) {
    TreeMap<Integer, Long> buckets = new TreeMap<>();
    for (int i = 0; i < 4000; i++) {
      double value = centre + 0.25 * random.nextGaussian() + Math.max(0, random.nextGaussian() - 2);
      buckets.merge((int) Math.ceil(value * 8), 1L, Long::sum);
    }
    List<Double> edges = buckets.keySet().stream().map(b -> Math.pow(10, b / 8.0)).toList();
    return new PolicyTiming.Histogram(
        edges,
        List.copyOf(buckets.values()),
        Math.pow(10, centre),
        Math.pow(10, centre + 0.6),
        edges.getLast());
  }

  /** The first success and the first failure of each policy. */
  private List<FilmStrip> strips(List<TrialOutcome> outcomes) {
    List<FilmStrip> strips = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TrialOutcome outcome : outcomes) {
      if (seen.add(outcome.policy() + outcome.success())) {
        strips.add(strip(outcome));
      }
    }
    return strips;
  }

  private FilmStrip strip(TrialOutcome outcome) {
    int samples = 60;
    List<float[]> path = new ArrayList<>();
    List<Float> gripper = new ArrayList<>();
    double miss = outcome.success() ? 0 : 0.09;
    for (int i = 0; i < samples; i++) {
      double s = (double) i / (samples - 1);
      double dip = Math.sin(Math.PI * Math.min(1, s * 1.4));
      path.add(point(-0.05 + 0.25 * s + miss, 0.6 + 0.2 * s * s, 0.25 - 0.2 * dip));
      gripper.add(s > 0.5 ? 0.2f : 1f);
    }
    List<float[]> cloud = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int label = i < 300 ? 1 : i < 400 ? 2 : 3;
      labels.add(label);
      cloud.add(
          point(
              0.05 + 0.1 * random.nextDouble() + (label == 2 ? 0.12 : 0),
              0.7 + 0.1 * random.nextDouble(),
              0.1 * random.nextDouble()));
    }
    return new FilmStrip(
        outcome.index(),
        outcome.task(),
        outcome.policy(),
        outcome.success(),
        path,
        gripper,
        outcome.seconds() / (samples - 1),
        cloud,
        labels,
        outcome.index() % 2 == 0 ? List.of(0.2f, 0.75f, 0.1f) : List.of());
  }

  private static float[] point(double x, double y, double z) {
    return new float[] {(float) x, (float) y, (float) z};
  }
}
