package org.pollex.eval.console;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pollex.eval.console.camera.StationCamera;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.run.CommandState;
import org.pollex.eval.trial.run.ManualTrials;
import org.pollex.eval.trial.run.Stopping;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.Sealer;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.ManualWorld;
import org.pollex.policies.catalog.PolicyCatalog;

/** A sealed trial on a robot that is not there, and its console; also a program to be killed. */
final class ConsoleTrial implements AutoCloseable {
  static final List<String> MILESTONES = List.of("cup moved", "plate moved");
  private static final String TASK = "clear-table";

  final TrialFolder folder;
  final ManualTrials trials;
  final OperatorConsole console;

  /** Codes in the order in which they were started, and "stop". */
  final List<String> started = new CopyOnWriteArrayList<>();

  /** How the policy's command is that was started last. */
  volatile CommandState command = CommandState.RUNNING;

  /** Seals two policies in n scenes. */
  static TrialFolder seal(Path scratch, String name, int n) {
    TrialPlan plan =
        new TrialPlan(
            name,
            ManualWorld.NAME,
            List.of(TASK),
            List.of(
                new TrialPlan.PlannedPolicy("zebra", "command:true zebra"),
                new TrialPlan.PlannedPolicy("okapi", "command:true okapi")),
            n,
            new TrialPlan.InitialConditions("scenes", 1, List.of()),
            600,
            1,
            30,
            new TrialPlan.Analysis("barnard", 0.05, "holm"),
            new TrialPlan.Conduct(Map.of(TASK, MILESTONES), null, null),
            null);
    return new Sealer(new ManualWorld(), PolicyCatalog::open, new SecureRandom(), Clock.systemUTC())
        .seal(plan, List.of(), scratch.resolve(name), keys(scratch));
  }

  static KeyRing keys(Path scratch) {
    return new KeyRing(scratch.resolve("keys"));
  }

  ConsoleTrial(TrialFolder folder, KeyRing keys, int port) {
    this(folder, keys, port, Optional.empty(), Optional.empty());
  }

  ConsoleTrial(
      TrialFolder folder,
      KeyRing keys,
      int port,
      Optional<StationCamera> camera,
      Optional<Path> scenes) {
    this.folder = folder;
    this.trials = new ManualTrials(folder, () -> Stopping.NEVER, Clock.systemUTC());
    this.console =
        OperatorConsole.open(
            folder,
            trials,
            new PolicyStarter() {
              @Override
              public void start(String code) {
                started.add(code);
              }

              @Override
              public CommandState state() {
                return command;
              }

              @Override
              public void stop() {
                started.add("stop");
              }

              @Override
              public void close() {}
            },
            new OperatorConsole.Settings(
                InetAddress.getLoopbackAddress(),
                port,
                camera,
                scenes,
                false,
                keys.of(folder.header().planDigest()),
                keys.folder().resolve("console")),
            Clock.systemUTC(),
            new PrintWriter(System.err));
  }

  @Override
  public void close() {
    console.close();
    trials.close();
  }

  /** Serves until it is killed; arguments: folder, keys, file for the pairing link, port. */
  public static void main(String[] arguments) throws Exception {
    ConsoleTrial trial =
        new ConsoleTrial(
            TrialFolder.open(Path.of(arguments[0])),
            new KeyRing(Path.of(arguments[1])),
            Integer.parseInt(arguments[3]));
    Path link = Path.of(arguments[2]);
    Path partial = link.resolveSibling("partial");
    Files.writeString(partial, trial.console.invite(Role.OPERATOR));
    Files.move(partial, link);
    Thread.currentThread().join();
  }
}
