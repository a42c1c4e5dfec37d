package org.pollex.learning.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Program;

/** One training, from fresh weights or its last checkpoint to the last step. */
public final class TrainingRun {
  private static final int REPORTS = 200;

  private final Program program;
  private final AdamW adam;
  private final TrainingPlan plan;
  private final Feed feed;
  private final Path folder;
  private final String digest;

  /**
   * A run in a folder.
   *
   * @param data what the feed draws from and how it makes inputs of it, digests of the files
   *     included
   */
  public TrainingRun(
      Program program, AdamW adam, TrainingPlan plan, Feed feed, Path folder, String data) {
    this.program = program;
    this.adam = adam;
    this.plan = plan;
    this.feed = feed;
    this.folder = folder;
    this.digest = digest(program.source(), adam.toString(), plan.toString(), data);
  }

  /** Told now and then where the training stands. */
  public interface Listener {
    /** After a step; the loss is the mean since the last report. */
    void reached(int step, double loss, double rate);
  }

  /**
   * What came out.
   *
   * @param weights the averaged weights
   * @param loss mean over the last report
   * @param digest of program, plan and data
   */
  public record Outcome(Map<String, Tensor> weights, double loss, String digest) {}

  /**
   * Trains to the end; creates the folder where it is missing.
   *
   * @param from weights to start from; empty to draw fresh ones
   */
  public Outcome run(Map<String, Tensor> from, Listener listener) {
    createFolder();
    Optional<Checkpoint> saved = Checkpoint.read(folder, digest);
    int first = saved.map(Checkpoint::step).orElse(0);
    int every = Math.max(1, plan.steps() / REPORTS);
    try (Metrics metrics = Metrics.open(folder, first, plan.steps());
        Learner learner = start(saved, from)) {
      Batch batch = learner.newBatch(feed.shapes());
      double sum = 0;
      int count = 0;
      double last = saved.map(Checkpoint::loss).orElse(Double.NaN);
      for (int step = first; step < plan.steps(); step++) {
        feed.fill(step, batch);
        double rate = plan.rate(step);
        Learner.Report report =
            learner.step(
                batch,
                new Learner.Settings(rate, 1 - TrainingPlan.averageDecay(step + 1), plan.clip()));
        sum += report.loss();
        count++;
        if ((step + 1) % every == 0 || step + 1 == plan.steps()) {
          last = sum / count;
          metrics.write(step + 1, last, report.gradientNorm(), rate);
          listener.reached(step + 1, last, rate);
          sum = 0;
          count = 0;
        }
        if ((step + 1) % plan.checkpointEvery() == 0 && step + 1 < plan.steps()) {
          new Checkpoint(step + 1, last, digest, learner.state()).write(folder);
        }
      }
      new Checkpoint(plan.steps(), last, digest, learner.state()).write(folder);
      return new Outcome(learner.average(), last, digest);
    }
  }

  private void createFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw StorageFailure.writing(folder, e);
    }
  }

  private Learner start(Optional<Checkpoint> saved, Map<String, Tensor> from) {
    if (saved.isPresent()) {
      return Learner.resuming(program, adam, saved.get().state(), plan.threads());
    }
    return from.isEmpty()
        ? Learner.fresh(program, adam, plan.seed(), plan.threads())
        : Learner.startingFrom(program, adam, from, plan.threads());
  }

  private static String digest(String... parts) {
    MessageDigest sha = Sha256.newDigest();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
      sha.update((byte) ':');
      sha.update(bytes);
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
