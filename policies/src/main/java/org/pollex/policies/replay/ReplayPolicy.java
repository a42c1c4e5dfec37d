package org.pollex.policies.replay;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.demonstrations.DemonstrationLibrary;
import org.pollex.policies.demonstrations.Lookup;
import org.pollex.retrieval.index.Retrieval;

/** Retrieves a demonstration as MT3 does and executes its actions as they were recorded. */
public final class ReplayPolicy implements Policy {
  private final DemonstrationLibrary<float[][]> library;

  private ReplayPolicy(DemonstrationLibrary<float[][]> library) {
    this.library = library;
  }

  /**
   * Opens demonstrations.
   *
   * @param source an index folder or a file of demonstrations
   */
  public static ReplayPolicy open(Path source) {
    return new ReplayPolicy(
        DemonstrationLibrary.open(source, (id, episode) -> rows(episode.actions())));
  }

  private static float[][] rows(Tensor actions) {
    float[][] rows = new float[actions.shape()[0]][];
    Arrays.setAll(rows, k -> actions.row(k).toFloats());
    return rows;
  }

  @Override
  public PolicySpec spec() {
    return new PolicySpec("replay", "replay", Lookup.STREAMS);
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    return Lookup.start(library, task, first, this::replay);
  }

  private Session replay(List<Retrieval.Candidate> candidates) {
    return new ReplaySession(
        library.get(candidates.getFirst().demonstration()), Lookup.describe(candidates));
  }

  @Override
  public void close() {
    library.close();
  }

  /** One episode: the whole demonstration, open loop. */
  private static final class ReplaySession implements Session {
    private final float[][] actions;
    private final List<Object> candidates;
    private boolean given;

    ReplaySession(float[][] actions, List<Object> candidates) {
      this.actions = actions;
      this.candidates = candidates;
    }

    @Override
    public Decision act(Observation observation) {
      if (given) {
        return new Decision.Finished("the demonstration is repeated");
      }
      given = true;
      return new Decision.Act(actions);
    }

    @Override
    public Map<String, Object> diagnostics() {
      // It aligns nothing, so a failure is one of alignment.
      return Map.of(
          "stage", "pose", "candidates", candidates, "demonstration_steps", actions.length);
    }
  }
}
