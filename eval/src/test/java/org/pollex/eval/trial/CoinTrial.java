package org.pollex.eval.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.run.ActingProcess;
import org.pollex.eval.trial.run.PoolEngine;
import org.pollex.eval.trial.run.RefereeProcess;
import org.pollex.eval.trial.run.TrialRunner;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.Sealer;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.TrialWorld;
import org.pollex.policies.remote.HostProcess;

/** Seals and runs trials in the {@link CoinWorld}, with a real policy host in its own process. */
final class CoinTrial {
  private CoinTrial() {}

  static TrialPlan plan(int rollouts, String... addresses) {
    return plan(60, rollouts, addresses);
  }

  static TrialPlan plan(double decisionTimeoutSeconds, int rollouts, String... addresses) {
    List<TrialPlan.PlannedPolicy> policies = new ArrayList<>();
    for (String address : addresses) {
      policies.add(
          new TrialPlan.PlannedPolicy("arm-" + address.replaceAll("[^a-z0-9]", "-"), address));
    }
    return new TrialPlan(
        "coins",
        "coin",
        List.of("both"),
        policies,
        rollouts,
        new TrialPlan.InitialConditions("uniform", 7, List.of()),
        CoinPort.HORIZON,
        1,
        decisionTimeoutSeconds,
        new TrialPlan.Analysis("barnard", 0.05, "holm"));
  }

  static TrialFolder seal(TrialPlan plan, Path target, KeyRing keys) {
    return new Sealer(new CoinWorld(0), CoinPolicies::open, new SecureRandom(), Clock.systemUTC())
        .seal(plan, List.of(), target, keys);
  }

  static HostProcess.Command host(TrialFolder folder, KeyRing keys) {
    return new HostProcess.Command(
        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"),
        CoinPolicies.class.getName(),
        List.of(folder.path().toString(), keys.folder().toString()));
  }

  static int run(TrialFolder folder, KeyRing keys, int slots) {
    return run(folder, keys, slots, CoinWorld::open);
  }

  static int run(TrialFolder folder, KeyRing keys, int slots, TrialWorld.Opener worlds) {
    return new TrialRunner(folder, (finished, trials) -> {})
        .run(engine(folder, keys, slots, worlds), RefereeProcess.start(folder, keys));
  }

  static PoolEngine engine(TrialFolder folder, KeyRing keys, int slots, TrialWorld.Opener worlds) {
    String digest = folder.header().planDigest();
    Path log = keys.of(digest).resolve("host.log");
    return new PoolEngine(
        folder.header(),
        worlds,
        () -> ActingProcess.of(HostProcess.start(host(folder, keys), log)),
        slots);
  }

  /** Runs a trial in a process of its own: folder, key folder, slots. */
  public static void main(String[] arguments) {
    TrialFolder folder = TrialFolder.open(Path.of(arguments[0]));
    run(folder, new KeyRing(Path.of(arguments[1])), Integer.parseInt(arguments[2]));
    System.exit(0);
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
