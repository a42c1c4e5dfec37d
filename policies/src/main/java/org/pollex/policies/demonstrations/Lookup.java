package org.pollex.policies.demonstrations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Policy;
import org.pollex.policies.TaskInstruction;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.index.ObjectCloud;
import org.pollex.retrieval.index.Retrieval;

/** The first stage of every policy that acts on a retrieved demonstration. */
public final class Lookup {
  /** What a lookup reads from the first observation. */
  public static final List<String> STREAMS = List.of(ObjectCloud.POINTS, ObjectCloud.LABELS);

  private Lookup() {}

  /** What a policy does with the candidates, best first, at least one. */
  @FunctionalInterface
  public interface Use {
    /** Starts an episode on one of the candidates. */
    Policy.Session on(List<Retrieval.Candidate> candidates);
  }

  /**
   * Looks the demonstrations up and starts an episode on them, or one that refuses to act.
   *
   * @param library where to look
   * @param task what is asked for
   * @param first the first observation, with the segmented cloud
   * @param use what to do with what was found
   */
  public static Policy.Session start(
      DemonstrationLibrary<?> library, TaskInstruction task, Observation first, Use use) {
    Optional<PointCloud> object =
        ObjectCloud.ofTarget(
            first.stream(ObjectCloud.POINTS), first.stream(ObjectCloud.LABELS), null);
    if (object.isEmpty()) {
      return new RefusingSession("mask", "the camera shows no point of the object", Map.of());
    }
    return switch (library.find(task.text(), object.get())) {
      case Retrieval.NothingSuitable none ->
          new RefusingSession(
              "retrieval", none.reason(), Map.of("nearest", describe(none.nearest())));
      case Retrieval.Found found -> use.on(found.candidates());
    };
  }

  /** Returns candidates and their scores, for diagnostics. */
  public static List<Object> describe(List<Retrieval.Candidate> candidates) {
    return candidates.stream()
        .<Object>map(
            c ->
                new TreeMap<String, Object>(
                    Map.of(
                        "id", c.demonstration().id(),
                        "language", c.language(),
                        "shape", c.shape())))
        .toList();
  }
}
