package org.pollex.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.pollex.eval.trial.plan.PlanFile;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.seal.DemonstratedConditions;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.KeyShares;
import org.pollex.eval.trial.seal.Phrase;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.Sealer;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.TrialWorld;
import org.pollex.policies.catalog.PolicyCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex trial seal}: fixes a plan, hides who is who, and prints the root hash. */
@Command(
    name = "seal",
    description = {
      "Seal a plan: policies, tasks, initial conditions, order, n, test and alpha are fixed.",
      "Prints the root hash; publish it, and anyone can tie the result to this seal later."
    })
final class TrialSealCommand extends Verb<TrialSealCommand.Answer> {
  @Parameters(paramLabel = "PLAN.yaml", description = "The plan.")
  private Path file;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Trial folder to make.")
  private Path out;

  @Mixin private TrialKeyOptions keys;
  @Mixin private TrialWorldOptions world;

  @Option(
      names = "--split",
      paramLabel = "K/N",
      description = "Split the unseal key between N people, K of whom can open the trial.")
  private String split;

  /** What was fixed. */
  record Answer(
      String folder, String root, String phrase, String planDigest, int trials, String keys) {}

  @Override
  protected Answer answer() {
    TrialPlan plan = PlanFile.read(file);
    KeyRing ring = keys.ring();
    try (TrialWorld opened = world.open(plan.world())) {
      TrialFolder folder =
          new Sealer(opened, PolicyCatalog::open, new SecureRandom(), Clock.systemUTC())
              .seal(
                  plan,
                  DemonstratedConditions.of(plan),
                  out,
                  ring,
                  Optional.ofNullable(split).map(KeyShares.Split::parse));
      SealedHeader header = folder.header();
      return new Answer(
          out.toString(),
          header.root(),
          Phrase.of(header.root()),
          header.planDigest(),
          header.trials(),
          ring.of(header.planDigest()).toString());
    }
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.printf("Sealed %d trials in %s%n", answer.trials(), answer.folder());
    output.println("Root   " + answer.root());
    output.println("Phrase " + answer.phrase());
    output.println("       Publish the phrase now: it ties the result to this seal.");
    output.println("Keys   " + answer.keys() + "  (whoever has them can tell who is who)");
    output.println("Next: pollex trial run " + answer.folder());
  }
}
