package org.pollex.policies.learned;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.pollex.hardware.world.Observation;
import org.pollex.learning.diffusion.Ddim;
import org.pollex.learning.diffusion.NoiseSchedule;
import org.pollex.learning.graph.RandomStream;
import org.pollex.learning.inference.Inference;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.retrieval.language.SentenceEmbedder;

/**
 * A trained policy at work: predicts a chunk, executes its first steps, asks again. Observations
 * are answered one by one, so that an episode does not depend on which others ran beside it.
 */
public final class LearnedPolicy implements Policy {
  /** Diffusion steps of training, and of sampling (Diffusion Policy, LBM paper). */
  static final int DIFFUSION_STEPS = 100;

  private static final int SAMPLING_STEPS = 10;

  private static final Ddim SAMPLER =
      new Ddim(NoiseSchedule.squaredCosine(DIFFUSION_STEPS), SAMPLING_STEPS, ActionChunk.CLIP);

  /** Chunks that are predicted at the start, while nobody waits: the first take a second. */
  private static final int WARM_UP = 3;

  private static final int[] LEVELS = SAMPLER.levels();
  private static final int[] NO_STEPS = {};

  /** An instruction that is less like every trained one than this is unknown. */
  private static final double LEAST_LIKENESS = 0.6;

  private final PolicyFolder.Manifest manifest;
  private final PolicySpec spec;
  private final Inference network;
  private final float[] noise;
  private final Map<String, float[]> embeddings = new HashMap<>();

  /**
   * A policy with a network.
   *
   * @param manifest what it is told and answers
   * @param network at work
   */
  LearnedPolicy(PolicyFolder.Manifest manifest, Inference network) {
    this.manifest = manifest;
    Condition condition = manifest.condition();
    Set<String> streams = new LinkedHashSet<>(condition.streams());
    streams.add("ee_pos");
    streams.add("command_pos");
    boolean denoises = manifest.architecture().denoises();
    String name = denoises ? "diffusion" : "bc";
    this.spec = new PolicySpec(name, name, List.copyOf(streams));
    this.network = network;
    this.noise = new float[manifest.chunk().horizon() * ActionChunk.WIDTH];
    for (int i = 0; i < WARM_UP; i++) {
      predict(new float[condition.width()], RandomStream.of(0));
    }
  }

  /** Opens a policy's folder. */
  public static LearnedPolicy open(Path folder) {
    PolicyFolder read = PolicyFolder.read(folder);
    return new LearnedPolicy(read.manifest(), read.network());
  }

  @Override
  public PolicySpec spec() {
    return spec;
  }

  @Override
  public boolean readsInstruction() {
    return manifest.condition().language() > 0;
  }

  @Override
  public synchronized Session reset(TaskInstruction task, Observation first) {
    ActionChunk.requireFit(task.actions());
    if (manifest.condition().language() == 0) {
      return new ChunkSession(task, new float[0]);
    }
    if (embeddings.isEmpty()) {
      embed(manifest.tasks());
    }
    if (!embeddings.containsKey(task.text())) {
      embed(List.of(task.text()));
    }
    float[] wanted = embeddings.get(task.text());
    double likeness =
        manifest.tasks().stream()
            .mapToDouble(known -> SentenceEmbedder.cosine(embeddings.get(known), wanted))
            .max()
            .orElse(0);
    if (likeness < LEAST_LIKENESS) {
      return observation ->
          new Decision.Refused(
              "language",
              "'%s' is like none of the %d instructions it was trained on (%.2f, needed %.2f)"
                  .formatted(task.text(), manifest.tasks().size(), likeness, LEAST_LIKENESS));
    }
    return new ChunkSession(task, wanted);
  }

  private void embed(List<String> instructions) {
    try (SentenceEmbedder embedder = new SentenceEmbedder()) {
      instructions.forEach(text -> embeddings.put(text, embedder.embed(text)));
    }
  }

  /** Predicts a chunk, [horizon × 4] scaled numbers. */
  private synchronized float[] predict(float[] condition, RandomGenerator random) {
    float[] chunk = new float[noise.length];
    if (!manifest.architecture().denoises()) {
      network.tell(condition, NO_STEPS);
      network.answer(chunk, 0, chunk);
      return chunk;
    }
    network.tell(condition, LEVELS);
    for (int i = 0; i < chunk.length; i++) {
      chunk[i] = (float) random.nextGaussian();
    }
    SAMPLER.sample(chunk, noise, network::answer);
    return chunk;
  }

  @Override
  public void close() {
    network.close();
  }

  /** One episode. */
  private final class ChunkSession implements Session {
    private final TaskInstruction task;
    private final float[] language;
    private final RandomGenerator random;
    private final Deque<Observation> history = new ArrayDeque<>();
    private final Deque<Prediction> predictions = new ArrayDeque<>();
    private int now;

    /** A chunk, the step of the episode it begins at, and where the hand was then. */
    private record Prediction(float[] chunk, int start, double[] hand) {}

    ChunkSession(TaskInstruction task, float[] language) {
      this.task = task;
      this.language = language;
      this.random = RandomStream.of(task.seed());
    }

    @Override
    public Decision act(Observation observation) {
      ActionChunk spec = manifest.chunk();
      history.add(observation);
      while (history.size() > manifest.condition().history()) {
        history.remove();
      }
      if (predictions.isEmpty() || now >= predictions.getLast().start() + spec.executed()) {
        float[] chunk = predict(condition(observation), random);
        predictions.add(new Prediction(chunk, now, observation.vector("ee_pos")));
      }
      int oldest = spec.ensemble() > 0 ? now - spec.horizon() + 1 : predictions.getLast().start();
      predictions.removeIf(prediction -> prediction.start() < oldest);
      double[] target = target(spec);
      now++;
      return Decision.Act.one(
          ActionChunk.action(target, observation.vector("command_pos"), task.actions()));
    }

    /** The weighted mean of all kept predictions for this step; of one, unless they ensemble. */
    private double[] target(ActionChunk spec) {
      double[] mean = new double[ActionChunk.WIDTH];
      double total = 0;
      int age = 0;
      for (Prediction prediction : predictions) {
        double weight = Math.exp(-spec.ensemble() * age++);
        double[] each =
            spec.target(prediction.chunk(), now - prediction.start(), prediction.hand());
        for (int i = 0; i < mean.length; i++) {
          mean[i] += weight * each[i];
        }
        total += weight;
      }
      for (int i = 0; i < mean.length; i++) {
        mean[i] /= total;
      }
      return mean;
    }

    private float[] condition(Observation observation) {
      Condition condition = manifest.condition();
      FloatBuffer out = FloatBuffer.allocate(condition.width());
      for (int missing = history.size(); missing < condition.history(); missing++) {
        putRow(out, history.getFirst());
      }
      history.forEach(row -> putRow(out, row));
      condition.putLead(out, observation.vector("ee_pos"), observation.vector("command_pos"));
      condition.putLanguage(out, language);
      return out.array();
    }

    private void putRow(FloatBuffer out, Observation row) {
      List<String> streams = manifest.condition().streams();
      for (int s = 0; s < streams.size(); s++) {
        manifest.condition().putStream(out, s, row.vector(streams.get(s)));
      }
    }
  }
}
