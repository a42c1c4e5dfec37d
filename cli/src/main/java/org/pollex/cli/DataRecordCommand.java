package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeRecorder;
import org.pollex.datasets.source.EpisodeSource;
import org.pollex.errors.BadInputException;
import org.pollex.policies.Policy;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.recording.DemonstrationRun;
import org.pollex.policies.recording.Recording;
import org.pollex.policies.rollout.RolloutResult;
import org.pollex.sim.client.Camera;
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

  @Option(
      names = "--cameras",
      split = ",",
      paramLabel = "NAMES",
      description =
          "Cameras of the scene whose pictures every step gets, for example corner,corner2.")
  private List<String> cameras = List.of();

  @Option(
      names = "--camera-size",
      defaultValue = "128",
      paramLabel = "PIXELS",
      description = "Rows and columns of the pictures (default: ${DEFAULT-VALUE}).")
  private int cameraSize;

  @Option(
      names = "--sync-every",
      paramLabel = "SECONDS",
      description =
          "Force an open episode's steps to the device this often, too (default: when it ends).")
  private Double syncEvery;

  /**
   * What was recorded.
   *
   * @param droppedPictures that found no room because the disk or the processor was too slow
   */
  record Answer(
      String file,
      String world,
      List<String> tasks,
      int demonstrations,
      int attempts,
      int seed,
      String policy,
      int droppedPictures) {}

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
                keeping(),
                (RolloutResult result) -> count(result, attempts, progress));
      }
      return new Answer(
          out.toString(), Metaworld.BACKEND, tasks, total, attempts[0], seed, policy, dropped());
    }
  }

  private DemonstrationRun.Keeping keeping() {
    if (cameraSize < 8 || cameraSize > 2048) {
      throw new BadInputException("--camera-size " + cameraSize, "Allowed: 8 to 2048.");
    }
    EpisodeRecorder.Settings usual = EpisodeRecorder.Settings.DEFAULT;
    Optional<Duration> sync =
        Optional.ofNullable(syncEvery).map(s -> Duration.ofNanos(Math.round(s * 1e9)));
    return new DemonstrationRun.Keeping(
        cameras.stream().map(name -> Camera.ofScene(name, cameraSize, cameraSize)).toList(),
        new EpisodeRecorder.Settings(sync, usual.threads(), usual.pictureBytes()));
  }

  private int dropped() {
    int dropped = 0;
    try (EpisodeSource episodes = EpisodeSource.open(out)) {
      for (Episode episode : cameras.isEmpty() ? List.<Episode>of() : episodes) {
        dropped += episode.droppedPictures();
      }
    }
    return dropped;
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
    if (!cameras.isEmpty()) {
      output.printf("%d pictures dropped%n", answer.droppedPictures());
    }
  }
}
