package org.pollex.policies.cloning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.demonstrations.DemonstrationLibrary;
import org.pollex.policies.demonstrations.Lookup;
import org.pollex.retrieval.index.Retrieval;

/**
 * Nearest-neighbour behaviour: does what the retrieved demonstration did in the most similar states
 * of the robot. Sees no more of the robot than MT3 does, and nothing of where the object is.
 */
public final class NearestNeighbourPolicy implements Policy {
  private static final int NEIGHBOURS = 3;

  /** A hand that moves less than this in {@link #PATIENCE} steps is stuck, metres. */
  private static final double STUCK = 0.002;

  private static final int PATIENCE = 60;

  private final DemonstrationLibrary<NearestNeighbours> library;
  private final PolicySpec spec;

  private NearestNeighbourPolicy(DemonstrationLibrary<NearestNeighbours> library) {
    this.library = library;
    List<String> streams = new ArrayList<>(List.of("ee_pos", "command_pos", "gripper"));
    streams.addAll(Lookup.STREAMS);
    this.spec = new PolicySpec("knn", "cloning", streams);
  }

  /**
   * Opens demonstrations.
   *
   * @param source an index folder or a file of demonstrations
   */
  public static NearestNeighbourPolicy open(Path source) {
    return new NearestNeighbourPolicy(
        DemonstrationLibrary.open(source, (id, episode) -> NearestNeighbours.of(episode)));
  }

  @Override
  public PolicySpec spec() {
    return spec;
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    return Lookup.start(library, task, first, this::follow);
  }

  private Session follow(List<Retrieval.Candidate> candidates) {
    return new NeighbourSession(
        library.get(candidates.getFirst().demonstration()), Lookup.describe(candidates));
  }

  @Override
  public void close() {
    library.close();
  }

  /** One episode. */
  private static final class NeighbourSession implements Session {
    private final NearestNeighbours neighbours;
    private final List<Object> candidates;
    private Vec3 restedAt;
    private int resting;

    NeighbourSession(NearestNeighbours neighbours, List<Object> candidates) {
      this.neighbours = neighbours;
      this.candidates = candidates;
    }

    @Override
    public Decision act(Observation now) {
      Vec3 hand = now.point("ee_pos");
      if (restedAt == null || hand.distance(restedAt) > STUCK) {
        restedAt = hand;
        resting = 0;
      } else if (++resting >= PATIENCE) {
        return new Decision.Finished("the hand no longer moves");
      }
      return Decision.Act.one(neighbours.action(NearestNeighbours.state(now), NEIGHBOURS));
    }

    @Override
    public Map<String, Object> diagnostics() {
      return Map.of("stage", "replay", "candidates", candidates);
    }
  }
}
