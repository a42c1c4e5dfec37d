package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.learning.training.TrainingPlan;
import org.pollex.policies.learned.Architecture;
import org.pollex.policies.learned.ChunkShape;
import org.pollex.policies.learned.PolicyFolder;
import org.pollex.policies.learned.PolicyTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex policy train}: trains a policy from demonstrations. */
@Command(
    name = "train",
    description = {
      "Train a policy from demonstrations.",
      "The same command again goes on where a killed one stopped."
    })
final class PolicyTrainCommand extends Verb<PolicyTrainCommand.Answer> {
  private static final int CHECKPOINTS = 20;
  private static final int HEADS = 4;
  private static final int EXPANSION = 4;
  private static final int MODES = 5;

  /** Networks to choose from. */
  enum Network {
    MLP,
    GRU,
    MIXTURE,
    ACT,
    DIT,
    UNET
  }

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files with demonstrations.")
  private List<Path> files;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder of the training and of the policy.")
  private Path out;

  @Option(
      names = "--network",
      defaultValue = "dit",
      paramLabel = "NETWORK",
      description = {
        "Behavioural cloning: mlp, gru (reads a history), mixture (of Gaussians), act (chunking);",
        "diffusion: dit (transformer), unet (default: ${DEFAULT-VALUE})."
      })
  private Network network;

  @Option(
      names = "--streams",
      split = ",",
      defaultValue = "state39",
      paramLabel = "STREAM",
      description = "Observation streams to read, with commas (default: ${DEFAULT-VALUE}).")
  private List<String> streams;

  @Option(
      names = "--history",
      defaultValue = "1",
      paramLabel = "N",
      description = "Observations the policy is told (default: ${DEFAULT-VALUE}).")
  private int history;

  @Option(
      names = "--horizon",
      defaultValue = "16",
      paramLabel = "H",
      description = "Steps of an action chunk (default: ${DEFAULT-VALUE}).")
  private int horizon;

  @Option(
      names = "--executed",
      defaultValue = "8",
      paramLabel = "E",
      description = "Steps of a chunk that are executed (default: ${DEFAULT-VALUE}).")
  private int executed;

  @Option(
      names = "--ensemble",
      defaultValue = "0",
      paramLabel = "M",
      description = {
        "Temporal ensembling: average all chunks that speak of a step, weighted by e^(-M i)",
        "from the oldest on; needs --executed 1 (default: ${DEFAULT-VALUE}, off)."
      })
  private double ensemble;

  @Option(
      names = "--width",
      defaultValue = "128",
      paramLabel = "W",
      description = "Width of the network (default: ${DEFAULT-VALUE}).")
  private int width;

  @Option(
      names = "--blocks",
      defaultValue = "4",
      paramLabel = "B",
      description = "Blocks of a transformer, hidden layers of an MLP (default: ${DEFAULT-VALUE}).")
  private int blocks;

  @Option(
      names = "--steps",
      defaultValue = "10000",
      paramLabel = "N",
      description = "Steps of optimization (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--batch",
      defaultValue = "64",
      paramLabel = "N",
      description = "Windows per step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--accumulate",
      defaultValue = "1",
      paramLabel = "N",
      description = "Batches per step whose gradients are averaged (default: ${DEFAULT-VALUE}).")
  private int accumulate;

  @Option(
      names = "--hold-out",
      defaultValue = "0",
      paramLabel = "K",
      description = "Hold every K-th demonstration out for validation (default: 0, none).")
  private int holdOut;

  @Option(
      names = "--patience",
      defaultValue = "0",
      paramLabel = "N",
      description = {
        "End after N of 20 validations without a better loss and keep the best weights; needs",
        "--hold-out (default: 0, never)."
      })
  private int patience;

  @Option(
      names = "--rate",
      defaultValue = "1e-3",
      paramLabel = "R",
      description = "Learning rate, which falls along a cosine (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      split = ",",
      defaultValue = "42",
      paramLabel = "S",
      description = {
        "Seed of weights, order and noise (default: ${DEFAULT-VALUE}). Several with commas train",
        "one after another, into FOLDER/seed-S."
      })
  private List<Long> seeds;

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "T",
      description = "Threads of one tensor operation (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      description = "Finetune this policy; its scales are kept.")
  private Path from;

  /** What was trained, one run per seed. */
  record Answer(String network, long parameters, long windows, List<Run> runs) {}

  /** One training. */
  record Run(
      String folder,
      long seed,
      int steps,
      double loss,
      Double validation,
      double seconds,
      String digest) {}

  @Override
  protected Answer answer() {
    if (seeds.stream().distinct().count() < seeds.size()) {
      throw new BadInputException("the seeds " + seeds, "Give each seed once.");
    }
    List<Run> runs = new ArrayList<>();
    PolicyFolder.Manifest manifest = null;
    for (long seed : seeds) {
      Path folder = seeds.size() == 1 ? out : out.resolve("seed-" + seed);
      long start = System.nanoTime();
      manifest = train(seed, folder);
      double validation = manifest.validation();
      runs.add(
          new Run(
              folder.toString(),
              seed,
              manifest.steps(),
              manifest.loss(),
              Double.isNaN(validation) ? null : validation,
              (System.nanoTime() - start) / 1e9,
              manifest.digest()));
    }
    return new Answer(
        network.name().toLowerCase(Locale.ROOT), manifest.parameters(), manifest.windows(), runs);
  }

  private PolicyFolder.Manifest train(long seed, Path folder) {
    TrainingPlan plan =
        new TrainingPlan(
            steps,
            batch,
            accumulate,
            rate,
            Math.min(500, steps / 10),
            true,
            1,
            Math.max(1, steps / CHECKPOINTS),
            patience,
            seed,
            threads);
    ChunkShape shape = new ChunkShape(horizon, executed, ensemble);
    PolicyTraining training =
        new PolicyTraining(files, streams, history, holdOut, shape, architecture(), plan);
    try (Progress progress = new Progress(log(), "steps", steps)) {
      return training.train(
          folder,
          Optional.ofNullable(from).map(PolicyFolder::read),
          (step, loss, now) -> progress.at(step));
    }
  }

  private Architecture architecture() {
    return switch (network) {
      case MLP -> new Architecture.Regression(Collections.nCopies(blocks, width));
      case GRU -> new Architecture.Recurrent(width, List.of(width));
      case MIXTURE -> new Architecture.Mixture(Collections.nCopies(blocks, width), MODES);
      case ACT -> new Architecture.Chunking(width, blocks, HEADS, EXPANSION);
      case DIT -> new Architecture.Transformer(width, blocks, HEADS, EXPANSION);
      case UNET -> new Architecture.Unet(width, List.of(width, 2 * width, 4 * width));
    };
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.printf(
        "%s with %,d numbers on %,d windows%n",
        answer.network(), answer.parameters(), answer.windows());
    for (Run run : answer.runs()) {
      output.printf(
          "trained %d steps in %.0f s, loss %.5f%s, seed %d, policy in %s%n",
          run.steps(),
          run.seconds(),
          run.loss(),
          run.validation() == null ? "" : ", validation %.5f".formatted(run.validation()),
          run.seed(),
          run.folder());
    }
  }
}
