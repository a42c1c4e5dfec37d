package org.pollex.eval.trial;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.run.ActingProcess;
import org.pollex.eval.trial.run.PoolEngine;
import org.pollex.eval.trial.run.RefereeProcess;
import org.pollex.eval.trial.run.TrialPolicyHost;
import org.pollex.eval.trial.run.TrialRunner;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.Sealer;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.MetaworldTrialWorld;
import org.pollex.eval.trial.world.TrialWorld;
import org.pollex.eval.trial.world.TrialWorlds;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.remote.HostProcess;

/** Trials in the real Meta-World, on a real server, with the product's own policy host. */
final class MetaworldTrial {
  private MetaworldTrial() {}

  static TrialFolder seal(int rollouts, int horizon, Path target, KeyRing keys) {
    TrialPlan plan =
        new TrialPlan(
            "kills",
            "metaworld",
            List.of("button-press-v3", "drawer-open-v3"),
            List.of(
                new TrialPlan.PlannedPolicy("the-expert", "expert"),
                new TrialPlan.PlannedPolicy("the-idler", "zero"),
                new TrialPlan.PlannedPolicy("the-gambler", "random")),
            rollouts,
            new TrialPlan.InitialConditions("MT1", 5, List.of()),
            horizon,
            3,
            30,
            new TrialPlan.Analysis("barnard", 0.05, "holm"));
    try (TrialWorld world = MetaworldTrialWorld.start()) {
      return new Sealer(world, PolicyCatalog::open, new SecureRandom(), Clock.systemUTC())
          .seal(plan, List.of(), target, keys);
    }
  }

  static int run(TrialFolder folder, KeyRing keys, int slots, TrialRunner.Progress progress) {
    HostProcess.Command host =
        new HostProcess.Command(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"),
            TrialPolicyHost.class.getName(),
            List.of(folder.path().toString(), keys.folder().toString()));
    Path log = keys.of(folder.header().planDigest()).resolve("host.log");
    PoolEngine engine =
        new PoolEngine(
            folder.header(),
            TrialWorlds::open,
            () -> ActingProcess.of(HostProcess.start(host, log)),
            slots);
    return new TrialRunner(folder, progress).run(engine, RefereeProcess.start(folder, keys));
  }

  /** Runs a trial in a process of its own: folder, key folder, slots. */
  public static void main(String[] arguments) {
    TrialFolder folder = TrialFolder.open(Path.of(arguments[0]));
    KeyRing keys = new KeyRing(Path.of(arguments[1]));
    run(folder, keys, Integer.parseInt(arguments[2]), (finished, trials) -> {});
    System.exit(0);
  }

  /** A kind of process below a runner. */
  enum Victim {
    SERVER,
    WORKER,
    HOST
  }

  /** Kills one process of a kind below a runner, if there is one. */
  static void kill(ProcessHandle runner, Victim victim) {
    Predicate<ProcessHandle> python =
        process -> process.info().command().orElse("").toLowerCase(Locale.ROOT).contains("python");
    Stream<ProcessHandle> candidates =
        switch (victim) {
          case SERVER -> runner.children().filter(python);
          case WORKER -> runner.children().filter(python).flatMap(ProcessHandle::descendants);
          case HOST -> runner.children().filter(python.negate());
        };
    candidates.findAny().ifPresent(ProcessHandle::destroyForcibly);
  }
}
