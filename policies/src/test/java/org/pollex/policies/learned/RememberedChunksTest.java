package org.pollex.policies.learned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.inference.Inference;
import org.pollex.learning.training.TrainingPlan;
import org.pollex.metaworld.world.NativeMetaworld;
import org.pollex.policies.recording.DemonstrationRun;
import org.pollex.policies.rollout.RolloutEngine;
import org.pollex.policies.rollout.RolloutRequest;
import org.pollex.policies.rollout.RolloutResult;
import org.pollex.policies.scripted.ExpertPolicy;
import org.pollex.sim.metaworld.OfficialGoals;

/**
 * What a policy is taught must be enough to do the task: a network that answers every condition
 * with the chunk that was taught with the most similar one repeats the demonstrations it was made
 * from. Scales, the order of observations, and the way from chunks to actions are all on this way.
 */
class RememberedChunksTest {
  private static final int SEED = 11;
  private static final int DEMONSTRATIONS = 3;

  @TempDir Path folder;

  /** Answers with what was taught with the most similar condition. */
  private static final class Memory implements Inference {
    private final List<float[]> conditions = new ArrayList<>();
    private final List<float[]> chunks = new ArrayList<>();
    private float[] found;
    private double farthest;

    @Override
    public void tell(float[] condition, int[] steps) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < conditions.size(); i++) {
        double distance = 0;
        for (int k = 0; k < condition.length; k++) {
          distance = Math.max(distance, Math.abs(condition[k] - conditions.get(i)[k]));
        }
        if (distance < least) {
          least = distance;
          found = chunks.get(i);
        }
      }
      farthest = Math.max(farthest, least);
    }

    @Override
    public void answer(float[] noisy, int index, float[] answer) {
      System.arraycopy(found, 0, answer, 0, answer.length);
    }

    @Override
    public String engine() {
      return "memory";
    }
  }

  private static float[] row(FloatBuffer all, int slot, int width) {
    float[] row = new float[width];
    all.get(slot * width, row);
    return row;
  }

  private LearnedPolicy remembering(Path file, ChunkShape shape, int history, Memory memory) {
    TrainingPlan plan = new TrainingPlan(1, 16, 1, 1e-3, 0, false, 1, 1, 0, SEED, 1);
    Architecture architecture = new Architecture.Regression(List.of(8));
    try (ChunkFeed feed =
            new ChunkFeed(
                List.of(file),
                List.of("state39"),
                history,
                0,
                shape,
                plan,
                null,
                Optional.empty());
        Learner learner =
            Learner.fresh(
                architecture.program(feed.condition(), shape.horizon()), AdamW.PYTORCH, SEED, 1)) {
      Batch batch = learner.newBatch(feed.shapes());
      for (int step = 0; (long) step * plan.batch() < feed.windows(); step++) {
        feed.fill(step, batch);
        for (int slot = 0; slot < plan.batch(); slot++) {
          memory.conditions.add(row(batch.buffer("condition"), slot, feed.condition().width()));
          memory.chunks.add(row(batch.buffer("chunk"), slot, shape.horizon() * ActionChunk.WIDTH));
        }
      }
      PolicyFolder.Manifest manifest =
          new PolicyFolder.Manifest(
              PolicyFolder.FORMAT,
              architecture,
              feed.condition(),
              feed.chunk(),
              feed.tasks(),
              plan,
              0,
              feed.windows(),
              Map.of(),
              "",
              0,
              0,
              Double.NaN);
      return new LearnedPolicy(manifest, memory);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "button-press-topdown-v3, 1, 1, 1, 0, 1e-5",
    "push-v3, 2, 16, 8, 0, 0.3", // a few fast commands are clipped
    "drawer-open-v3, 1, 16, 1, 0.01, 1e-5"
  })
  void aNetworkThatRemembersRepeatsTheDemonstrations(
      String task, int history, int horizon, int executed, double ensemble, double farthest) {
    Path file = folder.resolve("demos.hdf5");
    try (NativeMetaworld metaworld = new NativeMetaworld()) {
      new DemonstrationRun(List.of(task), DEMONSTRATIONS, SEED, DEMONSTRATIONS)
          .record(metaworld, new ExpertPolicy(), file, result -> {});
      Memory memory = new Memory();
      List<RolloutResult> results = new ArrayList<>();
      try (LearnedPolicy policy =
              remembering(file, new ChunkShape(horizon, executed, ensemble), history, memory);
          WorldBatch world =
              metaworld.open(List.of(task), DEMONSTRATIONS, policy.spec().streams())) {
        memory.farthest = 0;
        TaskSpec spec = world.tasks().get(task);
        List<RolloutRequest> requests = new ArrayList<>();
        for (InitialCondition goal : OfficialGoals.of(metaworld, task, SEED, DEMONSTRATIONS)) {
          requests.add(
              new RolloutRequest(goal.id(), policy, goal, spec.instruction(), spec.horizon(), 1));
        }
        new RolloutEngine(world, 0, results::add).run(requests.iterator());
      }
      assertTrue(
          memory.farthest <= farthest, () -> memory.farthest + " from what was taught: " + results);
      assertEquals(
          DEMONSTRATIONS,
          results.stream().filter(RolloutResult::success).count(),
          () -> "" + results);
    }
  }
}
