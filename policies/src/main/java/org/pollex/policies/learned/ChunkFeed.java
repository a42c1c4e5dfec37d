package org.pollex.policies.learned;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.pollex.datasets.hdf5.DemonstrationFile;
import org.pollex.datasets.window.Normalizer;
import org.pollex.datasets.window.NormalizerRule;
import org.pollex.datasets.window.RelativePoses;
import org.pollex.datasets.window.WindowBatch;
import org.pollex.datasets.window.WindowRule;
import org.pollex.datasets.window.WindowStore;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.diffusion.NoiseSchedule;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.graph.RandomStream;
import org.pollex.learning.training.Feed;
import org.pollex.learning.training.TrainingPlan;
import org.pollex.learning.training.Validation;
import org.pollex.retrieval.language.SentenceEmbedder;

/**
 * Turns demonstrations into what a policy's loss is fed: conditions and chunks, and for a denoiser
 * noised chunks, diffusion steps and the noise. Order and noise depend on the plan's seed and the
 * step alone.
 */
final class ChunkFeed implements Feed, AutoCloseable {
  private static final String HAND = "obs/ee_pos";
  private static final String COMMAND = "obs/command_pos";
  private static final String ACTIONS = "actions";
  private static final String OBSERVATION = "obs/";

  private static final long MOST_BYTES = 4L << 30;

  /** Batches that a validation reads, at most. */
  private static final int VALIDATION_BATCHES = 8;

  /** Noise streams of validation lie far behind those of any step. */
  private static final long VALIDATION_NOISE = 1L << 40;

  private final WindowStore store;
  private final WindowSplit split;
  private final WindowBatch windows;
  private final TrainingPlan plan;
  private final List<float[]> embeddings;
  private final List<String> tasks;
  private final Condition condition;
  private final ActionChunk chunk;
  private final NoiseSchedule schedule;

  /**
   * Opens demonstrations.
   *
   * @param streams observation streams of the condition
   * @param history observations of it
   * @param holdOut every how many-th demonstration is held out for validation; 0 = none
   * @param schedule noise of a denoiser; null for a regression
   * @param start what a policy to finetune is told and answers, whose scales are kept
   */
  ChunkFeed(
      List<Path> files,
      List<String> streams,
      int history,
      int holdOut,
      ChunkShape shape,
      TrainingPlan plan,
      NoiseSchedule schedule,
      Optional<PolicyFolder.Manifest> start) {
    this.plan = plan;
    this.schedule = schedule;
    List<String> observations = new ArrayList<>();
    streams.forEach(stream -> observations.add(OBSERVATION + stream));
    if (!observations.contains(HAND)) {
      observations.add(HAND);
    }
    // One more row than the horizon: where a step's command is to be is seen one row later.
    this.store =
        WindowStore.open(
            files,
            new WindowRule.Robomimic(history, shape.horizon() + 1),
            new WindowStore.Reading(observations, List.of(COMMAND, ACTIONS), "", MOST_BYTES));
    this.split = new WindowSplit(store, holdOut);
    this.windows = store.newBatch(plan.batch());
    List<String> instructions = instructions(files);
    this.tasks = instructions.stream().distinct().sorted().toList();
    this.condition =
        start
            .map(PolicyFolder.Manifest::condition)
            .orElseGet(() -> measured(streams, history, tasks.size() > 1));
    this.chunk = start.map(PolicyFolder.Manifest::chunk).orElseGet(() -> scales(shape));
    this.embeddings = embeddings(instructions, condition.language() > 0);
  }

  private Condition measured(List<String> streams, int history, boolean told) {
    List<Normalizer> normalizers =
        streams.stream()
            .map(s -> Normalizer.percentile(store, OBSERVATION + s, ActionChunk.LEAST_RANGE))
            .toList();
    return new Condition(streams, history, normalizers, told ? SentenceEmbedder.DIMENSIONS : 0);
  }

  private static List<String> instructions(List<Path> files) {
    List<String> all = new ArrayList<>();
    for (Path path : files) {
      try (DemonstrationFile file = DemonstrationFile.open(path)) {
        file.demonstrations().forEach(d -> all.add(d.metadata().instruction()));
      }
    }
    return all;
  }

  private static List<float[]> embeddings(List<String> instructions, boolean needed) {
    if (!needed) {
      return List.of();
    }
    Map<String, float[]> known = new HashMap<>();
    try (SentenceEmbedder embedder = new SentenceEmbedder()) {
      return instructions.stream().map(i -> known.computeIfAbsent(i, embedder::embed)).toList();
    }
  }

  /** The percentiles of the relative commands, per step and axis. */
  private ActionChunk scales(ChunkShape shape) {
    RelativePoses commands =
        new RelativePoses(
            new RelativePoses.Streams(COMMAND, ""), new RelativePoses.Streams(HAND, ""), 1);
    Normalizer scales =
        Normalizer.measured(store, new NormalizerRule.Relative(commands, ActionChunk.LEAST_RANGE));
    return new ActionChunk(shape.horizon(), shape.executed(), shape.ensemble(), scales);
  }

  private static double[] last(Tensor rows) {
    return rows.row(rows.shape()[0] - 1).toDoubles();
  }

  Condition condition() {
    return condition;
  }

  ActionChunk chunk() {
    return chunk;
  }

  List<String> tasks() {
    return tasks;
  }

  /** Returns the number of windows that are taught. */
  long windows() {
    return split.taught();
  }

  /** Returns the batches of what is held out, always the same. */
  Validation validation() {
    return new Validation(
        new Feed() {
          @Override
          public Map<String, int[]> shapes() {
            return ChunkFeed.this.shapes();
          }

          @Override
          public void fill(int step, Batch batch) {
            long[] held = split.heldOut(step, VALIDATION_BATCHES, plan.batch());
            put(held, VALIDATION_NOISE + step, batch);
          }
        },
        VALIDATION_BATCHES);
  }

  @Override
  public Map<String, int[]> shapes() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    int[] chunks = {plan.batch(), chunk.horizon(), ActionChunk.WIDTH};
    shapes.put("condition", new int[] {plan.batch(), condition.width()});
    if (schedule == null) {
      shapes.put("chunk", new int[] {plan.batch(), chunk.horizon() * ActionChunk.WIDTH});
    } else {
      shapes.put("noisy", chunks);
      shapes.put("steps", new int[] {plan.batch()});
      shapes.put("noise", chunks);
    }
    return shapes;
  }

  @Override
  public void fill(int step, Batch batch) {
    long first = (long) step * plan.batch();
    put(split.shuffled(plan.seed(), first, plan.batch()), step, batch);
  }

  private void put(long[] chosen, long noise, Batch batch) {
    for (int slot = 0; slot < chosen.length; slot++) {
      store.copy(chosen[slot], windows, slot);
    }
    Tensor hands = windows.tensor(HAND);
    Tensor commands = windows.tensor(COMMAND);
    Tensor actions = windows.tensor(ACTIONS);
    List<Tensor> streams =
        condition.streams().stream().map(s -> windows.tensor(OBSERVATION + s)).toList();
    FloatBuffer conditions = batch.buffer("condition");
    float[] clean = new float[plan.batch() * chunk.horizon() * ActionChunk.WIDTH];
    for (int slot = 0; slot < plan.batch(); slot++) {
      double[] hand = last(hands.row(slot));
      Tensor command = commands.row(slot);
      putObservations(conditions, streams, slot);
      condition.putLead(conditions, hand, command.row(0).toDoubles());
      if (condition.language() > 0) {
        condition.putLanguage(conditions, embeddings.get(store.episode(chosen[slot])));
      }
      putChunk(clean, slot, hand, command, actions.row(slot));
    }
    if (schedule == null) {
      batch.buffer("chunk").put(clean);
    } else {
      putNoise(noise, batch, clean);
    }
  }

  private void putObservations(FloatBuffer out, List<Tensor> streams, int slot) {
    for (int row = 0; row < condition.history(); row++) {
      for (int s = 0; s < streams.size(); s++) {
        condition.putStream(out, s, streams.get(s).row(slot).row(row).toDoubles());
      }
    }
  }

  private void putChunk(float[] out, int slot, double[] hand, Tensor command, Tensor actions) {
    for (int step = 0; step < chunk.horizon(); step++) {
      int at = (slot * chunk.horizon() + step) * ActionChunk.WIDTH;
      for (int axis = 0; axis < 3; axis++) {
        out[at + axis] = chunk.scale(step, axis, command.get(3 * (step + 1) + axis) - hand[axis]);
      }
      float gripper = (float) actions.get(ActionChunk.WIDTH * step + 3);
      out[at + 3] = Math.clamp(gripper, -1f, 1f);
    }
  }

  private void putNoise(long number, Batch batch, float[] clean) {
    RandomGenerator random = RandomStream.of(plan.seed(), number);
    FloatBuffer noisy = batch.buffer("noisy");
    FloatBuffer noises = batch.buffer("noise");
    FloatBuffer steps = batch.buffer("steps");
    int size = chunk.horizon() * ActionChunk.WIDTH;
    for (int slot = 0; slot < plan.batch(); slot++) {
      int level = random.nextInt(schedule.steps());
      steps.put(level);
      for (int i = 0; i < size; i++) {
        float noise = (float) random.nextGaussian();
        noises.put(noise);
        noisy.put((float) schedule.noised(level, clean[slot * size + i], noise));
      }
    }
  }

  @Override
  public void close() {
    windows.close();
    store.close();
  }
}
