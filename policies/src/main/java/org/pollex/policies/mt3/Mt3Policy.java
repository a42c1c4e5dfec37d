package org.pollex.policies.mt3;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.retrieval.index.DemonstrationIndex;
import org.pollex.retrieval.index.IndexedDemonstration;
import org.pollex.retrieval.index.Retrieval;

/**
 * MT3: retrieve, align, approach, replay.
 *
 * <p>It sees the instruction, the segmented cloud of the first observation, the end effector's
 * position, the gripper and the commanded position; and, only when the retrieved demonstration is
 * of a task whose goal no visible geometry shows ({@link HiddenGoals}), the goal point. Never the
 * simulator's object poses.
 */
public final class Mt3Policy implements Policy {
  private static final PolicySpec SPEC =
      new PolicySpec(
          "mt3",
          "mt3",
          List.of("ee_pos", "gripper", "command_pos", "cloud_points", "cloud_labels"),
          List.of("goal"));

  private final DemonstrationIndex index;
  private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

  /** A demonstration and its parts, found once. */
  private record Prepared(Demonstration demo, Phases phases) {}

  private Mt3Policy(DemonstrationIndex index) {
    this.index = index;
  }

  /**
   * Opens an index of demonstrations.
   *
   * @param index folder that {@code pollex index build} made
   * @throws org.pollex.errors.BadInputException if it is no index
   */
  public static Mt3Policy open(Path index) {
    return new Mt3Policy(DemonstrationIndex.open(index));
  }

  @Override
  public PolicySpec spec() {
    return SPEC;
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    Clouds clouds = Clouds.of(first.stream("cloud_points"), first.stream("cloud_labels"));
    if (clouds.target().isEmpty()) {
      return new RefusingSession("mask", "the camera shows no point of the object", Map.of());
    }
    Retrieval retrieval;
    synchronized (index) {
      retrieval = index.query(task.text(), clouds.target().get());
    }
    return switch (retrieval) {
      case Retrieval.NothingSuitable none ->
          new RefusingSession(
              "retrieval", none.reason(), Map.of("nearest", Mt3Diagnostics.of(none.nearest())));
      case Retrieval.Found found -> transfer(task, first, clouds, found.candidates());
    };
  }

  /** Acts on the first candidate whose clouds can be aligned. */
  private Session transfer(
      TaskInstruction task,
      Observation first,
      Clouds clouds,
      List<Retrieval.Candidate> candidates) {
    long start = System.nanoTime();
    for (Retrieval.Candidate candidate : candidates) {
      Prepared prepared = prepare(candidate.demonstration());
      Optional<Vec3> goal =
          prepared.demo().goal().isPresent() ? Optional.of(first.point("goal")) : Optional.empty();
      Optional<SceneAlignment> scene = SceneAlignment.of(prepared.demo(), clouds, goal);
      if (scene.isPresent()) {
        double milliseconds = (System.nanoTime() - start) / 1e6;
        Mt3Diagnostics diagnostics =
            new Mt3Diagnostics(
                prepared.demo(), prepared.phases(), scene.get(), candidates, milliseconds);
        TrajectoryTransfer path =
            TrajectoryTransfer.of(prepared.demo(), prepared.phases(), scene.get());
        return new Mt3Session(
            task, first, clouds, prepared.demo(), prepared.phases(), path, diagnostics);
      }
    }
    return new RefusingSession(
        "pose",
        "the object's cloud fits no demonstration well enough to tell where it stands",
        Map.of("candidates", Mt3Diagnostics.of(candidates)));
  }

  private Prepared prepare(IndexedDemonstration indexed) {
    return prepared.computeIfAbsent(
        indexed.id(),
        id -> {
          Demonstration demo = Demonstration.of(id, index.episode(indexed));
          return new Prepared(demo, PhaseFinder.of(demo));
        });
  }

  @Override
  public void close() {
    index.close();
  }
}
