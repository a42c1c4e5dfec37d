package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.Observation;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.policies.Policy;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.recording.DemonstrationRun;
import org.pollex.policies.recording.Recording;
import org.pollex.policies.rollout.RolloutEngine;
import org.pollex.policies.rollout.RolloutListener;
import org.pollex.policies.rollout.RolloutRequest;
import org.pollex.policies.rollout.RolloutResult;
import org.pollex.policies.rollout.RolloutStep;
import org.pollex.sim.metaworld.MetaworldBackend;
import org.pollex.sim.metaworld.OfficialGoals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pollex rollout}: one policy in one world, not blinded. */
@Command(
    name = "rollout",
    description = "Run one policy in one world, not blinded: for development.")
final class RolloutCommand extends Verb<RolloutCommand.Answer> {
  @Mixin private WorldOptions world;

  @Option(
      names = "--task",
      required = true,
      paramLabel = "TASKS",
      description = "Tasks or sets of tasks, with commas (door-open-v3, MT10, fixtures).")
  private String task;

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "POLICY",
      description = {
        "expert, zero, random, replay:DEMOS, knn:DEMOS, mt3:INDEX,",
        "or the folder of a trained policy."
      })
  private String policy;

  @Option(
      names = "--episodes",
      defaultValue = "10",
      paramLabel = "N",
      description = "Episodes of each task (default: ${DEFAULT-VALUE}).")
  private int episodes;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "S",
      description = "Seed of the initial conditions (default: ${DEFAULT-VALUE}).")
  private int seed;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Write all episodes to this HDF5 file.")
  private Path record;

  /**
   * What the rollouts showed.
   *
   * @param privileged streams a robot would not have that the policy read
   */
  record Answer(
      String world,
      String policy,
      List<Task> tasks,
      double envStepsPerSecond,
      int seed,
      Map<String, StreamSpec.Privilege> privileged,
      String physicsFingerprint,
      String recorded) {}

  /** What one task's rollouts showed; failures by the stage that failed. */
  record Task(
      String task,
      int episodes,
      int successes,
      double meanSteps,
      Map<String, Integer> failures,
      long safetyInterventions) {}

  @Override
  protected Answer answer() {
    if (episodes < 1) {
      throw new BadInputException("--episodes " + episodes, "Allowed: 1 or more.");
    }
    if (record != null) {
      Recording.refuseExisting(record);
    }
    try (Policy acting = PolicyCatalog.open(policy);
        MetaworldBackend metaworld = world.open()) {
      List<String> tasks = metaworld.tasks().resolve(task);
      int total = tasks.size() * episodes;
      SequencedSet<String> streams = readBy(acting);
      streams.addAll(record == null ? List.of() : DemonstrationRun.STREAMS);
      try (WorldBatch batch = metaworld.open(tasks, world.slots(total), List.copyOf(streams))) {
        return run(acting, metaworld, batch, tasks, total);
      }
    }
  }

  private Answer run(
      Policy acting, MetaworldBackend metaworld, WorldBatch batch, List<String> tasks, int total) {
    List<RolloutRequest> requests = requests(acting, metaworld, batch, tasks);
    Map<RolloutRequest, Integer> numbers = new HashMap<>();
    requests.forEach(request -> numbers.put(request, numbers.size() % episodes));
    Map<String, List<RolloutResult>> results = new LinkedHashMap<>();
    tasks.forEach(name -> results.put(name, new ArrayList<>()));
    try (Progress progress = new Progress(log(), "episodes", total);
        Recording recording = record == null ? null : Recording.open(record, batch)) {
      RolloutListener recorder =
          recording == null ? result -> {} : recording.writer(batch, true, numbers::get);
      Clock clock = new Clock(recorder, results, progress);
      new RolloutEngine(batch, 0, clock).run(requests.iterator());
      String recorded = recording == null ? null : recording.finish().toString();
      List<Task> answers = new ArrayList<>();
      results.forEach((name, list) -> answers.add(summary(name, list)));
      return new Answer(
          batch.info().name(),
          acting.spec().name(),
          answers,
          clock.stepsPerSecond(),
          seed,
          batch.observationSpec().privilegedAmong(readBy(acting)),
          batch.info().physicsFingerprint(),
          recorded);
    }
  }

  private static SequencedSet<String> readBy(Policy acting) {
    SequencedSet<String> streams = new LinkedHashSet<>(acting.spec().streams());
    streams.addAll(acting.spec().optionalStreams());
    return streams;
  }

  private List<RolloutRequest> requests(
      Policy acting, MetaworldBackend metaworld, WorldBatch batch, List<String> tasks) {
    List<RolloutRequest> requests = new ArrayList<>();
    for (String name : tasks) {
      TaskSpec spec = batch.tasks().get(name);
      for (InitialCondition goal : OfficialGoals.of(metaworld, name, seed, episodes)) {
        requests.add(
            new RolloutRequest(
                goal.id(),
                acting,
                goal,
                spec.instruction(),
                spec.horizon(),
                seed + requests.size()));
      }
    }
    return requests;
  }

  private static Task summary(String task, List<RolloutResult> results) {
    Map<String, Integer> failures = new TreeMap<>();
    results.stream()
        .filter(result -> !result.success())
        .forEach(result -> failures.merge(FailureLabels.of(result), 1, Integer::sum));
    return new Task(
        task,
        results.size(),
        (int) results.stream().filter(RolloutResult::success).count(),
        results.stream().mapToInt(RolloutResult::steps).average().orElse(0),
        failures,
        results.stream().mapToLong(result -> result.interventions().total()).sum());
  }

  @Override
  protected void print(Answer answer, PrintWriter out) {
    out.printf("%-34s %9s %9s %11s  %s%n", "task", "success", "rate", "mean steps", "failures");
    for (Task each : answer.tasks()) {
      out.printf(
          "%-34s %4d/%-4d %8.1f%% %11.1f  %s%n",
          each.task(),
          each.successes(),
          each.episodes(),
          100.0 * each.successes() / each.episodes(),
          each.meanSteps(),
          each.failures().isEmpty() ? "" : each.failures());
    }
    int episodes = answer.tasks().stream().mapToInt(Task::episodes).sum();
    int successes = answer.tasks().stream().mapToInt(Task::successes).sum();
    out.printf(
        "%-34s %4d/%-4d %8.1f%%%n", "all", successes, episodes, 100.0 * successes / episodes);
    out.printf(
        "policy %s, seed %d, %.0f environment steps per second%n",
        answer.policy(), answer.seed(), answer.envStepsPerSecond());
    if (!answer.privileged().isEmpty()) {
      out.println("privileged inputs used: " + answer.privileged());
    }
    if (answer.recorded() != null) {
      out.println("recorded " + answer.recorded());
    }
  }

  /** Counts steps and measures from the first step to the last, resets included. */
  private static final class Clock implements RolloutListener {
    private final RolloutListener next;
    private final Map<String, List<RolloutResult>> results;
    private final Progress progress;
    private long steps;
    private long first;
    private long last;

    Clock(RolloutListener next, Map<String, List<RolloutResult>> results, Progress progress) {
      this.next = next;
      this.results = results;
      this.progress = progress;
    }

    @Override
    public void began(RolloutRequest request, Observation observation) {
      if (first == 0) {
        first = System.nanoTime();
      }
      next.began(request, observation);
    }

    @Override
    public void stepped(RolloutStep step) {
      steps++;
      last = System.nanoTime();
      next.stepped(step);
    }

    @Override
    public void ended(RolloutResult result) {
      results.get(result.request().initialCondition().task()).add(result);
      progress.step();
      next.ended(result);
    }

    double stepsPerSecond() {
      return steps == 0 ? 0 : steps / ((last - first) / 1e9);
    }
  }
}
