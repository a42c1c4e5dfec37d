package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.policies.Policy;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.recording.DemonstrationRun;
import org.pollex.policies.recording.Recording;
import org.pollex.policies.rollout.RolloutResult;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.metaworld.MetaworldBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pollex data record}: successful demonstrations of tasks into one HDF5 file. */
@Command(
    name = "record",
    description = {
      "Record successful demonstrations into one HDF5 file (robomimic layout).",
      "Interrupted, the same command goes on where it stopped."
    })
final class DataRecordCommand extends Verb<DataRecordCommand.Answer> {
  @Mixin private WorldOptions world;

  @Option(
      names = "--task",
      required = true,
      paramLabel = "TASKS",
      description = "Tasks or sets of tasks, with commas.")
  private String task;

  @Option(
      names = "--demos",
      defaultValue = "1",
      paramLabel = "N",
      description = "Successful demonstrations of each task (default: ${DEFAULT-VALUE}).")
  private int demonstrations;

  @Option(
      names = "--policy",
      defaultValue = "expert",
      paramLabel = "POLICY",
      description = "Who demonstrates (default: ${DEFAULT-VALUE}).")
  private String policy;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "S",
      description = "Seed of the initial conditions (default: ${DEFAULT-VALUE}).")
  private int seed;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "HDF5 file to write.")
  private Path out;

  /** What was recorded. */
  record Answer(
      String file,
      String world,
      List<String> tasks,
      int demonstrations,
      int attempts,
      int seed,
      String policy) {}

  @Override
  protected Answer answer() {
    if (demonstrations < 1) {
      throw new BadInputException("--demos " + demonstrations, "Allowed: 1 or more.");
    }
    Recording.refuseExisting(out);
    try (Policy acting = PolicyCatalog.open(policy);
        MetaworldBackend metaworld = world.open()) {
      List<String> tasks = metaworld.tasks().resolve(task);
      int total = tasks.size() * demonstrations;
      int[] attempts = new int[1];
      try (Progress progress = new Progress(log(), "demonstrations", total)) {
        new DemonstrationRun(tasks, demonstrations, seed, world.slots(total))
            .record(
                metaworld,
                acting,
                out,
                (RolloutResult result) -> count(result, attempts, progress));
      }
      return new Answer(out.toString(), Metaworld.BACKEND, tasks, total, attempts[0], seed, policy);
    }
  }

  private static void count(RolloutResult result, int[] attempts, Progress progress) {
    attempts[0]++;
    if (result.success()) {
      progress.step();
    }
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.printf(
        "%d demonstrations of %d tasks in %s (%d attempts, policy %s, seed %d)%n",
        answer.demonstrations(),
        answer.tasks().size(),
        answer.file(),
        answer.attempts(),
        answer.policy(),
        answer.seed());
  }
}
