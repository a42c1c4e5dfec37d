package org.pollex.policies.recording;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.pollex.datasets.episode.EpisodeRecorder;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.policies.Policy;
import org.pollex.policies.rollout.RolloutEngine;
import org.pollex.policies.rollout.RolloutListener;
import org.pollex.policies.rollout.RolloutRequest;
import org.pollex.sim.client.Camera;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.metaworld.MetaworldBackend;
import org.pollex.sim.metaworld.OfficialGoals;

/**
 * Records the first N successful demonstrations of each of some Meta-World tasks.
 *
 * @param tasks ids of the tasks
 * @param demonstrations successes wanted of each
 * @param seed seed of the goals, MT1(task, seed)
 * @param slots episodes that run side by side
 */
public record DemonstrationRun(List<String> tasks, int demonstrations, int seed, int slots) {
  /** What a recording keeps: everything needed to replay, to train, and to judge. */
  public static final List<String> STREAMS =
      List.of(
          "state39",
          "ee_pos",
          "ee_quat",
          "tcp_pos",
          "gripper",
          "command_pos",
          "arm_qpos",
          "goal",
          "object_poses",
          "info",
          "integration_state",
          "prev_obs",
          "cloud_points",
          "cloud_labels",
          "cloud_viewpoint");

  /** Steps recorded after the first success, so that policies see how success is held. */
  private static final int STEPS_AFTER_SUCCESS = 10;

  /** Attempts are given up after so many goals per wanted demonstration, and 50 more. */
  private static final int ATTEMPTS_PER_DEMONSTRATION = 4;

  /** Copies the list. */
  public DemonstrationRun {
    tasks = List.copyOf(tasks);
  }

  /**
   * Runs until every task has its demonstrations, or goes on where an earlier run of the same
   * target was interrupted.
   *
   * @param policy who demonstrates, usually the scripted expert
   * @param target the HDF5 file to write
   * @param watcher told about every attempt, for progress
   * @throws RunFailedException when some task ran out of attempts; the journal is kept
   */
  public Path record(
      MetaworldBackend metaworld, Policy policy, Path target, RolloutListener watcher) {
    return record(metaworld, policy, target, Keeping.STREAMS_ALONE, watcher);
  }

  /**
   * What is kept beside the streams, and how.
   *
   * @param cameras whose pictures every step gets
   * @param journal how the journal is written
   */
  public record Keeping(List<Camera> cameras, EpisodeRecorder.Settings journal) {
    static final Keeping STREAMS_ALONE = new Keeping(List.of(), EpisodeRecorder.Settings.DEFAULT);

    /** Copies the list. */
    public Keeping {
      cameras = List.copyOf(cameras);
    }

    private WorldBatch open(
        MetaworldBackend metaworld, List<String> tasks, int slots, List<String> streams) {
      if (cameras.isEmpty()) {
        return metaworld.open(tasks, slots, streams);
      }
      if (metaworld instanceof Metaworld served) {
        return served.open(tasks, slots, streams, cameras);
      }
      throw new BadInputException(
          "cameras with MuJoCo in this process", "Use --backend grpc, which renders with OpenGL.");
    }
  }

  /** The same with pictures and with settings of the journal. */
  public Path record(
      MetaworldBackend metaworld,
      Policy policy,
      Path target,
      Keeping keeping,
      RolloutListener watcher) {
    SequencedSet<String> streams = new LinkedHashSet<>(STREAMS);
    streams.addAll(policy.spec().streams());
    try (WorldBatch world = keeping.open(metaworld, tasks, slots, List.copyOf(streams));
        Recording recording = Recording.open(target, world, keeping.journal())) {
      Map<String, Integer> index = new HashMap<>();
      RolloutListener writer = recording.writer(world, false, request -> index.get(request.id()));
      DemonstrationQueue queue = new DemonstrationQueue(List.of(writer, watcher));
      for (String task : tasks) {
        add(queue, recording, metaworld, world.tasks().get(task), policy, index);
      }
      new RolloutEngine(world, STEPS_AFTER_SUCCESS, queue).run(queue);
      if (!queue.unmet().isEmpty()) {
        throw new RunFailedException(
            "not enough successful demonstrations: " + String.join(", ", queue.unmet()),
            "Ask for fewer, or use another policy or seed.");
      }
      return recording.finish();
    }
  }

  private void add(
      DemonstrationQueue queue,
      Recording recording,
      MetaworldBackend metaworld,
      TaskSpec task,
      Policy policy,
      Map<String, Integer> index) {
    int attempts = ATTEMPTS_PER_DEMONSTRATION * demonstrations + 50;
    List<InitialCondition> goals = OfficialGoals.of(metaworld, task.id(), seed, attempts);
    long done = recording.finished().stream().filter(each -> each.task().equals(task.id())).count();
    List<InitialCondition> open =
        goals.stream().filter(goal -> !recording.has(task.id(), goals.indexOf(goal))).toList();
    queue.add(
        task.id(),
        (int) Math.max(0, demonstrations - done),
        open.size(),
        attempt -> {
          InitialCondition goal = open.get(attempt);
          index.put(goal.id(), goals.indexOf(goal));
          return new RolloutRequest(
              goal.id(), policy, goal, task.instruction(), task.horizon(), seed + attempt);
        });
  }
}
