package org.pollex.eval.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.run.ActingProcess;
import org.pollex.eval.trial.run.PatientOpener;
import org.pollex.eval.trial.run.PoolEngine;
import org.pollex.eval.trial.run.RefereeProcess;
import org.pollex.eval.trial.run.Shard;
import org.pollex.eval.trial.run.TrialPolicyHost;
import org.pollex.eval.trial.run.TrialRunner;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.Sealer;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.BernoulliWorld;
import org.pollex.eval.trial.world.TrialWorlds;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.remote.PolicyHost;

/** Trials in the Bernoulli world, with the policies in this process or in one of their own. */
final class Rehearsal {
  private Rehearsal() {}

  static TrialPlan plan(
      TrialPlan.Analysis analysis, int tasks, int rollouts, long seed, String... addresses) {
    List<TrialPlan.PlannedPolicy> policies = new ArrayList<>();
    for (String address : addresses) {
      policies.add(new TrialPlan.PlannedPolicy("arm-" + (policies.size() + 1), address));
    }
    List<String> names = new ArrayList<>();
    for (int task = 1; task <= tasks; task++) {
      names.add("task-" + task);
    }
    return new TrialPlan(
        "rehearsal",
        BernoulliWorld.NAME,
        names,
        policies,
        rollouts,
        new TrialPlan.InitialConditions("numbered", seed, List.of()),
        100,
        seed,
        60,
        analysis);
  }

  static TrialFolder seal(TrialPlan plan, Path target, KeyRing keys) {
    return new Sealer(
            new BernoulliWorld(), PolicyCatalog::open, new SecureRandom(), Clock.systemUTC())
        .seal(plan, List.of(), target, keys);
  }

  /** Policies in this process: quick, and blind to nothing. */
  static Supplier<ActingProcess> here(TrialFolder folder, KeyRing keys) {
    return here(folder, keys, Duration.ZERO);
  }

  /** The same, with patience for the servers of policies. */
  static Supplier<ActingProcess> here(TrialFolder folder, KeyRing keys, Duration patience) {
    return () -> {
      try {
        Path socket = Files.createTempDirectory("pollex-here-").resolve("policy.sock");
        byte[] key = keys.runKey(folder.header().planDigest());
        TrialPolicyHost policies =
            new TrialPolicyHost(
                folder.assignments(key), new PatientOpener(PolicyCatalog::open, patience));
        PolicyHost host = PolicyHost.listen(socket, policies);
        return new ActingProcess() {
          @Override
          public Path socket() {
            return socket;
          }

          @Override
          public boolean diedByItself() {
            return false;
          }

          @Override
          public void close() {
            host.close();
            policies.close();
          }
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  static PoolEngine engine(TrialFolder folder, Supplier<ActingProcess> hosts, int slots) {
    return new PoolEngine(folder.header(), TrialWorlds::open, hosts, slots);
  }

  static int run(TrialFolder folder, KeyRing keys, int slots) {
    return new TrialRunner(folder, (finished, trials) -> {})
        .run(engine(folder, here(folder, keys), slots), RefereeProcess.start(folder, keys));
  }

  static int shard(TrialFolder folder, KeyRing keys, Shard shard) {
    return new TrialRunner(folder, (finished, trials) -> {})
        .runShard(engine(folder, here(folder, keys), 2), shard);
  }

  /** Runs a trial, or a shard of it, in a process of its own: folder, key folder, slots or K/N. */
  public static void main(String[] arguments) {
    TrialFolder folder = TrialFolder.open(Path.of(arguments[0]));
    KeyRing keys = new KeyRing(Path.of(arguments[1]));
    if (arguments[2].contains("/")) {
      shard(folder, keys, Shard.parse(arguments[2]));
    } else {
      new TrialRunner(folder, (finished, trials) -> {})
          .run(
              engine(folder, here(folder, keys), Integer.parseInt(arguments[2])),
              RefereeProcess.start(folder, keys));
    }
    System.exit(0);
  }
}
