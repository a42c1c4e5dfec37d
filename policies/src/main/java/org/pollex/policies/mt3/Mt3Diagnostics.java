package org.pollex.policies.mt3;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.policies.demonstrations.Lookup;
import org.pollex.retrieval.index.Retrieval;

/** What MT3 tells about an episode: one entry per stage, numbers in metres and degrees. */
final class Mt3Diagnostics {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final ObjectMotion object;
  private double arrival = Double.NaN;

  Mt3Diagnostics(
      Demonstration demo,
      Phases phases,
      SceneAlignment scene,
      List<Retrieval.Candidate> candidates) {
    this.object = scene.object();
    values.put("demonstration", demo.id());
    values.put("demonstration_task", demo.task());
    values.put("candidates", Lookup.describe(candidates));
    values.put("object", scene.object().describe());
    values.put("fixture", scene.fixture().describe());
    values.put("goal_point_used", demo.goal().isPresent());
    values.put("replay_start", phases.start());
    values.put("held", phases.held());
    values.put("grasped", phases.grasped());
    values.put("demonstration_steps", demo.steps());
  }

  /** Notes the arrival at the start of replay. */
  void arrived(double error, int steps, boolean raised) {
    arrival = error;
    values.put("arrival_error", error);
    values.put("approach_steps", steps);
    values.put("approach_raised", raised);
  }

  /** Returns everything known, with how far and how well replay got. */
  Map<String, Object> with(TrajectoryReplay replay, int attempts) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    // The stage to blame, should the episode have failed.
    boolean complete = replay.isComplete();
    all.put("stage", FailureStage.of(object, arrival, replay.worstError(), complete).label());
    all.put("attempts", attempts);
    all.put("replayed_steps", replay.step());
    all.put("tracking_error_mean", replay.meanError());
    all.put("tracking_error_worst", replay.worstError());
    return all;
  }
}
