package org.pollex.learning.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pollex.datasets.storage.Sha256;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.learning.engine.Batch;
import org.pollex.learning.engine.Learner;
import org.pollex.learning.graph.AdamW;
import org.pollex.learning.graph.Program;
import org.pollex.learning.weights.SafeTensors;

/** One training, from fresh weights or its last checkpoint to the last step. */
public final class TrainingRun {
  private static final int REPORTS = 200;

  private final Program program;
  private final AdamW adam;
  private final TrainingPlan plan;
  private final Feed feed;
  private final Optional<Validation> validation;
  private final Path folder;
  private final String digest;

  /**
   * A run in a folder.
   *
   * @param validation what it is judged by while it goes on; the plan's patience needs one
   * @param data what the feed draws from and how it makes inputs of it, digests of the files
   *     included
   */
  public TrainingRun(
      Program program,
      AdamW adam,
      TrainingPlan plan,
      Feed feed,
      Optional<Validation> validation,
      Path folder,
      String data) {
    if (plan.patience() > 0 && validation.isEmpty()) {
      throw new BadInputException(
          "a patience of " + plan.patience() + " without validation",
          "Hold demonstrations out, or let the training run to its end.");
    }
    this.program = program;
    this.adam = adam;
    this.plan = plan;
    this.feed = feed;
    this.validation = validation;
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
   * @param weights the averaged weights; with patience, those of the best validation
   * @param steps done
   * @param loss mean over the last report
   * @param validation loss of the last validation, with patience of the best; NaN without one
   * @param digest of program, plan and data
   */
  public record Outcome(
      Map<String, Tensor> weights, int steps, double loss, double validation, String digest) {}

  /**
   * Trains to the end; creates the folder where it is missing.
   *
   * @param from weights to start from; empty to draw fresh ones
   */
  public Outcome run(Map<String, Tensor> from, Listener listener) {
    createFolder();
    Optional<Checkpoint> saved = Checkpoint.read(folder, digest);
    int every = Math.max(1, plan.steps() / REPORTS);
    int validateEvery = Math.max(1, plan.steps() / Validation.TIMES);
    int step = saved.map(Checkpoint::step).orElse(0);
    double last = saved.map(Checkpoint::loss).orElse(Double.NaN);
    Validation.Standing standing = saved.map(Checkpoint::standing).orElse(Validation.Standing.NONE);
    try (Metrics metrics = Metrics.open(folder, step, plan.steps());
        Learner learner = start(saved, from)) {
      Interval interval = new Interval(learner);
      while (step < plan.steps() && !impatient(standing)) {
        interval.step(step);
        step++;
        boolean validated = validation.isPresent() && step % validateEvery == 0;
        if (validated) {
          standing = standing.after(interval.validate());
          if (standing.isBest()) {
            Validation.keep(folder, learner, digest);
          }
        }
        boolean done = step == plan.steps() || impatient(standing);
        if (step % every == 0 || validated || done) {
          Metrics.Figures figures = interval.report(plan.rate(step - 1), validated, standing);
          last = figures.loss();
          metrics.write(step, figures);
          listener.reached(step, last, figures.rate());
        }
        if (step % plan.checkpointEvery() == 0 || done) {
          new Checkpoint(step, last, standing, digest, learner.state()).write(folder);
        }
      }
      return outcome(learner, step, last, standing);
    }
  }

  private boolean impatient(Validation.Standing standing) {
    return plan.patience() > 0 && standing.stale() >= plan.patience();
  }

  private Outcome outcome(Learner learner, int step, double loss, Validation.Standing standing) {
    if (plan.patience() == 0 || Double.isInfinite(standing.best())) {
      return new Outcome(learner.average(), step, loss, standing.loss(), digest);
    }
    SafeTensors best = SafeTensors.read(folder.resolve(Validation.BEST));
    if (!digest.equals(best.metadata().get("digest"))) {
      throw new BadInputException(
          folder.resolve(Validation.BEST) + " is of another training", "Use another folder.");
    }
    Learner.requireFit(program, best.tensors());
    return new Outcome(best.tensors(), step, loss, standing.best(), digest);
  }

  /** The steps since the last report. */
  private final class Interval {
    private final Learner learner;
    private final Batch batch;
    private double sum;
    private float gradientNorm;
    private int count;
    private long waiting;
    private long started = System.nanoTime();

    Interval(Learner learner) {
      this.learner = learner;
      this.batch = learner.newBatch(feed.shapes());
    }

    void step(int step) {
      double averaging = 1 - TrainingPlan.averageDecay(step + 1);
      Learner.Settings settings = new Learner.Settings(plan.rate(step), averaging, plan.clip());
      Learner.Report report;
      if (plan.accumulate() == 1) {
        fill(step);
        report = learner.step(batch, settings);
      } else {
        int first = Math.multiplyExact(step, plan.accumulate());
        report = learner.step(batch, settings, plan.accumulate(), part -> fill(first + part));
      }
      sum += report.loss();
      gradientNorm = report.gradientNorm();
      count++;
    }

    double validate() {
      return validation.orElseThrow().measure(learner, batch);
    }

    private void fill(int number) {
      long start = System.nanoTime();
      feed.fill(number, batch);
      waiting += System.nanoTime() - start;
    }

    Metrics.Figures report(double rate, boolean validated, Validation.Standing standing) {
      long now = System.nanoTime();
      Metrics.Figures figures =
          new Metrics.Figures(
              sum / count,
              gradientNorm,
              rate,
              (double) waiting / Math.max(1, now - started),
              validated ? OptionalDouble.of(standing.loss()) : OptionalDouble.empty());
      sum = 0;
      count = 0;
      waiting = 0;
      started = now;
      return figures;
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
