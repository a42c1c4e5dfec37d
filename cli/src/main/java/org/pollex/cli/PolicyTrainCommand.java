package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
      names = "--rate",
      defaultValue = "1e-3",
      paramLabel = "R",
      description = "Learning rate, which falls along a cosine (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "S",
      description = "Seed of weights, order and noise (default: ${DEFAULT-VALUE}).")
  private long seed;

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

  /** What was trained. */
  record Answer(
      String folder,
      String network,
      long parameters,
      long windows,
      int steps,
      long seed,
      double loss,
      double seconds,
      String digest) {}

  @Override
  protected Answer answer() {
    TrainingPlan plan =
        new TrainingPlan(
            steps,
            batch,
            rate,
            Math.min(500, steps / 10),
            true,
            1,
            Math.max(1, steps / CHECKPOINTS),
            seed,
            threads);
    PolicyTraining training =
        new PolicyTraining(
            files,
            streams,
            history,
            new ChunkShape(horizon, executed, ensemble),
            architecture(),
            plan);
    long start = System.nanoTime();
    try (Progress progress = new Progress(log(), "steps", steps)) {
      PolicyFolder.Manifest manifest =
          training.train(
              out,
              Optional.ofNullable(from).map(PolicyFolder::read),
              (step, loss, now) -> progress.at(step));
      return new Answer(
          out.toString(),
          network.name().toLowerCase(Locale.ROOT),
          manifest.parameters(),
          manifest.windows(),
          steps,
          seed,
          manifest.loss(),
          (System.nanoTime() - start) / 1e9,
          manifest.digest());
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
        "trained %s with %,d numbers on %,d windows: %d steps in %.0f s, loss %.5f, seed %d%n",
        answer.network(),
        answer.parameters(),
        answer.windows(),
        answer.steps(),
        answer.seconds(),
        answer.loss(),
        answer.seed());
    output.println("policy in " + answer.folder());
  }
}
