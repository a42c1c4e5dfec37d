package org.pollex.policies.mt3;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.demonstrations.DemonstrationLibrary;
import org.pollex.policies.demonstrations.Lookup;
import org.pollex.policies.demonstrations.RefusingSession;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.index.IndexedDemonstration;
import org.pollex.retrieval.index.ObjectCloud;
import org.pollex.retrieval.index.Retrieval;
import org.pollex.retrieval.registration.Registration;

/**
 * MT3: retrieve, align, approach, replay.
 *
 * <p>It sees the instruction, the segmented cloud of the first observation, the end effector's
 * position, the gripper and the commanded position; and, only when the retrieved demonstration is
 * of a task whose goal no visible geometry shows ({@link HiddenGoals}), the goal point. Never the
 * simulator's object poses.
 */
public final class Mt3Policy implements Policy {
  /** Demonstrations that are read and prepared on opening; larger indexes leave it to first use. */
  private static final int MOST_PREPARED = 100;

  private static final int WARM_UPS = 20;

  private final DemonstrationLibrary<Prepared> library;
  private final PolicySpec spec;

  /** A demonstration and its parts, found once. */
  private record Prepared(Demonstration demo, Phases phases) {}

  private Mt3Policy(DemonstrationLibrary<Prepared> library) {
    this.library = library;
    List<String> streams = new ArrayList<>(List.of("ee_pos", "gripper", "command_pos"));
    streams.addAll(Lookup.STREAMS);
    this.spec = new PolicySpec("mt3", "mt3", streams, List.of("goal"));
  }

  /**
   * Opens demonstrations.
   *
   * @param source an index folder or a file of demonstrations
   * @throws org.pollex.errors.BadInputException if it is neither
   */
  public static Mt3Policy open(Path source) {
    DemonstrationLibrary<Prepared> library =
        DemonstrationLibrary.open(
            source,
            (id, episode) -> {
              Demonstration demo = Demonstration.of(id, episode);
              return new Prepared(demo, PhaseFinder.of(demo));
            });
    try {
      warmUp(library);
    } catch (RuntimeException damaged) {
      library.close();
      throw damaged;
    }
    return new Mt3Policy(library);
  }

  /**
   * Prepares the demonstrations, looks some up and registers their clouds with themselves, until
   * the virtual machine has compiled what an episode's start needs.
   */
  private static void warmUp(DemonstrationLibrary<Prepared> library) {
    List<IndexedDemonstration> demonstrations = library.prepare(MOST_PREPARED);
    for (int i = 0; i < WARM_UPS; i++) {
      IndexedDemonstration demonstration = demonstrations.get(i % demonstrations.size());
      PointCloud cloud = demonstration.cloud();
      library.find(demonstration.language().instruction(), cloud);
      if (cloud.size() >= Registration.MIN_POINTS) {
        Pose turned = new Pose(new Vec3(0.05, 0.02, 0), Quaternion.yaw(0.5));
        Registration.align(cloud, cloud.transformed(turned, cloud.frame()));
      }
    }
  }

  @Override
  public PolicySpec spec() {
    return spec;
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    return Lookup.start(library, task, first, candidates -> transfer(task, first, candidates));
  }

  /** Acts on the first candidate whose clouds can be aligned. */
  private Session transfer(
      TaskInstruction task, Observation first, List<Retrieval.Candidate> candidates) {
    // The camera's position is not used: what hides the object (a wall, a bin) is not in its cloud,
    // so a place that the camera could not see would count as a place where nothing is.
    Clouds clouds = Clouds.of(first.stream(ObjectCloud.POINTS), first.stream(ObjectCloud.LABELS));
    for (Retrieval.Candidate candidate : candidates) {
      Prepared prepared = library.get(candidate.demonstration());
      Demonstration demo = prepared.demo();
      Optional<Vec3> goal = demo.goal().map(used -> first.point("goal"));
      Optional<SceneAlignment> scene = SceneAlignment.of(demo, clouds, goal);
      if (scene.isPresent()) {
        Mt3Diagnostics diagnostics =
            new Mt3Diagnostics(demo, prepared.phases(), scene.get(), candidates);
        return new Mt3Session(
            task, first, clouds, demo, prepared.phases(), scene.get(), diagnostics);
      }
    }
    return new RefusingSession(
        "pose",
        "the object's cloud fits no demonstration well enough to tell where it stands",
        Map.of("candidates", Lookup.describe(candidates)));
  }

  @Override
  public void close() {
    library.close();
  }
}
