package org.pollex.policies.mt3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.policies.Policy;
import org.pollex.policies.cloning.NearestNeighbourPolicy;
import org.pollex.policies.recording.DemonstrationRun;
import org.pollex.policies.replay.ReplayPolicy;
import org.pollex.policies.rollout.RolloutEngine;
import org.pollex.policies.rollout.RolloutRequest;
import org.pollex.policies.rollout.RolloutResult;
import org.pollex.policies.scripted.ExpertPolicy;
import org.pollex.retrieval.index.IndexBuilder;
import org.pollex.sim.metaworld.Metaworld;

/** MT3 and its baselines in the real Meta-World, from one demonstration of each task. */
class Mt3OnMetaworldTest {
  private static final List<String> TASKS =
      List.of("door-open-v3", "button-press-v3", "push-v3", "shelf-place-v3");
  private static final int GOALS = 5;

  @TempDir static Path folder;
  private static Metaworld metaworld;
  private static Path index;

  @BeforeAll
  static void recordOneDemonstrationOfEach() {
    metaworld = Metaworld.start();
    Path demonstrations = folder.resolve("demos.hdf5");
    index = folder.resolve("index");
    new DemonstrationRun(TASKS, 1, 7, TASKS.size())
        .record(metaworld, new ExpertPolicy(), demonstrations, result -> {});
    IndexBuilder.build(List.of(demonstrations), index);
  }

  @AfterAll
  static void close() {
    metaworld.close();
  }

  private static List<RolloutResult> run(Policy policy, String task, String instruction) {
    SequencedSet<String> streams = new LinkedHashSet<>(policy.spec().streams());
    streams.addAll(policy.spec().optionalStreams());
    List<RolloutResult> results = new ArrayList<>();
    try (WorldBatch world = metaworld.open(List.of(task), GOALS, List.copyOf(streams))) {
      TaskSpec spec = world.tasks().get(task);
      List<RolloutRequest> requests = new ArrayList<>();
      for (InitialCondition goal : metaworld.goals("MT1", task, 8, GOALS)) {
        String words = instruction == null ? spec.instruction() : instruction;
        requests.add(new RolloutRequest(goal.id(), policy, goal, words, spec.horizon(), 1));
      }
      new RolloutEngine(world, 0, results::add).run(requests.iterator());
    }
    return results;
  }

  private static long successes(List<RolloutResult> results) {
    return results.stream().filter(RolloutResult::success).count();
  }

  @Test
  void oneDemonstrationServesOtherGoals() {
    try (Policy policy = Mt3Policy.open(index)) {
      for (String task : TASKS) {
        List<RolloutResult> results = run(policy, task, null);
        assertTrue(successes(results) >= GOALS - 1, task + ": " + results);
        for (RolloutResult result : results) {
          assertEquals(task, result.diagnostics().get("demonstration_task"));
          assertEquals(HiddenGoals.isHidden(task), result.diagnostics().get("goal_point_used"));
        }
      }
    }
  }

  @Test
  void replayWithoutAlignmentDoesWorse() {
    try (Policy aligned = Mt3Policy.open(index);
        Policy replay = ReplayPolicy.open(index);
        Policy neighbours = NearestNeighbourPolicy.open(folder.resolve("demos.hdf5"))) {
      long best = successes(run(aligned, "shelf-place-v3", null));
      assertTrue(successes(run(replay, "shelf-place-v3", null)) < best);
      assertTrue(successes(run(neighbours, "shelf-place-v3", null)) < best);
    }
  }

  @Test
  void whatNobodyShowedIsRefusedAndCountedUnderRetrieval() {
    try (Policy policy = Mt3Policy.open(index)) {
      for (RolloutResult result : run(policy, "door-open-v3", "fold the towel")) {
        assertFalse(result.success());
        assertEquals(RolloutResult.End.REFUSED, result.end());
        assertEquals("retrieval", result.stage());
        assertEquals(0, result.steps());
      }
    }
  }
}
