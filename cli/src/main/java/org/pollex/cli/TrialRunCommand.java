package org.pollex.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.pollex.datasets.storage.StorageFailure;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.run.ActingProcess;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.run.PoolEngine;
import org.pollex.eval.trial.run.RefereeProcess;
import org.pollex.eval.trial.run.Shard;
import org.pollex.eval.trial.run.TrialJournals;
import org.pollex.eval.trial.run.TrialPolicyHost;
import org.pollex.eval.trial.run.TrialRunner;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.ManualWorld;
import org.pollex.learning.inference.FastNetworks;
import org.pollex.policies.remote.HostProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pollex trial run}: runs what is left of a sealed trial, unattended. */
@Command(
    name = "run",
    description = {
      "Run the trials of a sealed folder that are not finished yet, unattended.",
      "Killed or interrupted, the same command goes on; no outcome is lost or counted twice."
    })
final class TrialRunCommand extends Verb<TrialRunCommand.Answer> {
  private static final List<String> HOST_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true");

  @Parameters(paramLabel = "FOLDER", description = "The sealed trial.")
  private Path path;

  @Mixin private TrialKeyOptions keys;
  @Mixin private TrialWorldOptions world;

  @Option(
      names = "--slots",
      defaultValue = "12",
      paramLabel = "N",
      description = "Rollouts side by side (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--shard",
      paramLabel = "K/N",
      description = "Run the K-th of N parts, here or on another machine; join with 'trial merge'.")
  private String shard;

  @Option(
      names = "--processes",
      defaultValue = "1",
      paramLabel = "N",
      description = "Run N child processes, one per part, then merge (default: in this process).")
  private int processes;

  /** How far the trial is. */
  record Answer(String folder, int trials, int finishedNow, String outcomeHead, String next) {}

  @Override
  protected Answer answer() {
    if (slots < 1 || slots > 256) {
      throw new BadInputException("--slots " + slots, "Allowed: 1 to 256.");
    }
    TrialFolder folder = TrialFolder.open(path);
    SealedHeader header = folder.header();
    KeyRing ring = keys.ring();
    ring.requireRunKey(header.planDigest());
    HostProcess.Command host =
        new HostProcess.Command(
            Stream.concat(HOST_OPTIONS.stream(), FastNetworks.jvmOptions().stream()).toList(),
            TrialPolicyHost.class.getName(),
            List.of(path.toAbsolutePath().toString(), ring.folder().toAbsolutePath().toString()));
    PoolEngine engine =
        new PoolEngine(
            header,
            world::open,
            () ->
                ActingProcess.of(
                    HostProcess.start(host, ring.of(header.planDigest()).resolve("host.log"))),
            Math.min(slots, header.trials()));
    if (header.world().equals(ManualWorld.NAME)) {
      return manual(folder, ring);
    }
    try (Progress progress = new Progress(log(), "trials", header.trials())) {
      TrialRunner runner = new TrialRunner(folder, (done, all) -> progress.at(done));
      int finished;
      String next = "pollex trial unseal " + path;
      if (shard != null) {
        finished = runner.runShard(engine, Shard.parse(shard));
        next = "pollex trial merge " + path;
      } else if (processes > 1) {
        finished = new ChildShards(path, ring.folder(), slots, log()).run(folder, processes);
      } else {
        finished = runner.run(engine, RefereeProcess.start(folder, ring));
      }
      return new Answer(
          path.toString(), header.trials(), finished, TrialStatusCommand.head(folder), next);
    }
  }

  private Answer manual(TrialFolder folder, KeyRing ring) {
    int before = TrialJournals.entries(folder).size();
    try (RefereeProcess referee = RefereeProcess.launch(folder, ring);
        ManualTrials trials =
            new ManualTrials(folder, () -> RefereeProcess.start(folder, ring), Clock.systemUTC())) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      boolean closed =
          new OperatorPrompt(trials, referee::start, referee::state, referee::stop, in, log())
              .run();
      return new Answer(
          path.toString(),
          folder.header().trials(),
          trials.entries().size() - before,
          TrialStatusCommand.head(folder),
          closed ? "pollex trial unseal " + path : "pollex trial run " + path);
    } catch (IOException e) {
      throw StorageFailure.reading(Path.of("standard input"), e);
    }
  }

  @Override
  protected void print(Answer answer, PrintWriter output) {
    output.printf("%d trials sealed, %d finished now%n", answer.trials(), answer.finishedNow());
    if (answer.outcomeHead() != null) {
      output.println("Outcome chain " + answer.outcomeHead());
    }
    output.println("Next: " + answer.next());
  }
}
