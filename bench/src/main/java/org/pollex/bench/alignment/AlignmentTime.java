package org.pollex.bench.alignment;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.Observation;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.policies.Policy;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.recording.DemonstrationRun;
import org.pollex.policies.scripted.ExpertPolicy;
import org.pollex.retrieval.index.IndexBuilder;
import org.pollex.sim.metaworld.Metaworld;

/**
 * Processor time of one episode's start with MT3: the instruction and the cloud come in, the
 * demonstration is retrieved, object and fixture are registered, the path is transferred. One
 * thread; the time of the just-in-time compiler's threads is not in it.
 */
public final class AlignmentTime {
  private static final int ROUNDS = 3;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int goals;
  private final int seed;
  private final String set;

  /** One episode's start. */
  private record Start(TaskInstruction task, Observation seen) {}

  private AlignmentTime(int goals, int seed, String set) {
    this.goals = goals;
    this.seed = seed;
    this.set = set;
  }

  /**
   * Runs the measurement.
   *
   * @param arguments goals of each task (default 20), seed (default 1), tasks (default fixtures)
   */
  public static void run(String[] arguments) throws IOException {
    int goals = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    int seed = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    String set = arguments.length > 2 ? arguments[2] : "fixtures";
    new AlignmentTime(goals, seed, set).measure();
  }

  private void measure() throws IOException {
    Path folder = Files.createTempDirectory("pollex-alignment-");
    try (Metaworld metaworld = Metaworld.start()) {
      List<String> tasks = metaworld.tasks().resolve(set);
      Path demonstrations = folder.resolve("demos.hdf5");
      new DemonstrationRun(tasks, 1, seed, 8)
          .record(metaworld, new ExpertPolicy(), demonstrations, result -> {});
      Path index = folder.resolve("index");
      IndexBuilder.build(List.of(demonstrations), index);
      long before = threads.getCurrentThreadCpuTime();
      try (Policy policy = PolicyCatalog.open("mt3:" + index)) {
        double opening = millisSince(before);
        List<Start> starts = starts(metaworld, policy, tasks);
        System.out.printf(
            Locale.ROOT,
            "Retrieval and alignment, %d tasks with one demonstration, %d episodes, seed %d%n"
                + "opening the index  %8.1f ms%n",
            tasks.size(),
            starts.size(),
            seed,
            opening);
        for (int round = 1; round <= ROUNDS; round++) {
          print(round, starts.stream().map(start -> millis(policy, start)).toList());
        }
      }
    } finally {
      delete(folder);
    }
  }

  private List<Start> starts(Metaworld metaworld, Policy policy, List<String> tasks) {
    SequencedSet<String> streams = new LinkedHashSet<>(policy.spec().streams());
    streams.addAll(policy.spec().optionalStreams());
    List<Start> starts = new ArrayList<>();
    try (WorldBatch world = metaworld.open(tasks, 1, List.copyOf(streams))) {
      for (String name : tasks) {
        TaskSpec task = world.tasks().get(name);
        TaskInstruction told =
            new TaskInstruction(task.instruction(), task.horizon(), seed, world.actionSpec());
        for (InitialCondition goal : metaworld.goals("MT1", name, seed + 1, goals)) {
          Observation seen = world.reset(new int[] {0}, List.of(goal)).observation(0);
          starts.add(new Start(told, seen));
        }
      }
    }
    return starts;
  }

  private double millis(Policy policy, Start start) {
    long before = threads.getCurrentThreadCpuTime();
    policy.reset(start.task(), start.seen());
    return millisSince(before);
  }

  private double millisSince(long nanos) {
    return (threads.getCurrentThreadCpuTime() - nanos) / 1e6;
  }

  private static void print(int round, List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "round %d, CPU ms: first %.1f, median %.1f, 99 %% %.1f, most %.1f%n",
        round,
        millis.getFirst(),
        sorted.get(sorted.size() / 2),
        sorted.get((int) (0.99 * (sorted.size() - 1))),
        sorted.getLast());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    }
  }
}
