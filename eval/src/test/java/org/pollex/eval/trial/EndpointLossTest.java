package org.pollex.eval.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.journal.JournalVerification;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.result.TrialOutcome;
import org.pollex.eval.trial.run.ActingProcess;
import org.pollex.eval.trial.run.Stopping;
import org.pollex.eval.trial.run.TrialPolicyHost;
import org.pollex.eval.trial.run.TrialRunner;
import org.pollex.eval.trial.seal.KeyRing;
import org.pollex.eval.trial.seal.TrialFolder;
import org.pollex.eval.trial.world.BernoulliPolicy;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.catalog.PolicyCatalog;
import org.pollex.policies.remote.EndpointLostException;
import org.pollex.policies.remote.HostProcess;
import org.pollex.policies.remote.Listener;
import org.pollex.policies.remote.PolicyHost;
import org.pollex.policies.remote.ServedPolicy;
import org.pollex.sim.server.Address;

/**
 * The server of a policy goes away in the middle of a trial, comes back or stays away: nothing is
 * counted that was not the policy's own doing.
 */
class EndpointLossTest {
  private static final int TRIALS = 24;

  /** The server's library reports every death; held here, or the level would be forgotten. */
  private static final Logger LIBRARY = Logger.getLogger("io.grpc");

  @TempDir private Path scratch;
  private Address.Tcp address;
  private Listener server;
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicInteger losses = new AtomicInteger();

  /** Told of every session that begins, before it begins. */
  private volatile Trouble trouble = (session, seed) -> false;

  /** When the server is to die. */
  private interface Trouble {
    boolean now(int session, long seed);
  }

  @BeforeEach
  void listen() throws IOException {
    LIBRARY.setLevel(Level.OFF);
    try (ServerSocket free = new ServerSocket(0)) {
      address = new Address.Tcp("127.0.0.1", free.getLocalPort());
    }
    serve();
  }

  private synchronized void serve() {
    server = PolicyHost.listener(address, new ServedPolicy(new Mortal()));
  }

  @AfterEach
  synchronized void end() {
    server.close();
  }

  /** A policy whose server dies with it, and is started again as often as it is told. */
  private final class Mortal implements Policy {
    private final Policy inner = BernoulliPolicy.of("far", "bernoulli:0.5@20-80");

    @Override
    public PolicySpec spec() {
      return inner.spec();
    }

    @Override
    public boolean readsInstruction() {
      return true;
    }

    @Override
    public Session reset(TaskInstruction task, Observation first) {
      if (trouble.now(sessions.incrementAndGet(), task.seed())) {
        losses.incrementAndGet();
        end();
      }
      return inner.reset(task, first);
    }
  }

  /** Does what a lab's own supervisor does: starts the server again when it has died. */
  private Thread supervisor() {
    return Thread.ofVirtual()
        .start(
            () -> {
              int served = 0;
              while (!Thread.currentThread().isInterrupted()) {
                if (losses.get() > served) {
                  served++;
                  serveSoon();
                }
                try {
                  Thread.sleep(20);
                } catch (InterruptedException over) {
                  return;
                }
              }
            });
  }

  private void serveSoon() {
    try {
      Thread.sleep(400);
      serve();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private TrialFolder seal() {
    TrialPlan plan =
        Rehearsal.plan(
            new TrialPlan.Analysis("barnard", 0.05, "holm"),
            1,
            TRIALS / 2,
            3,
            "remote:" + address,
            "bernoulli:0.5@20-80");
    return Rehearsal.seal(plan, scratch.resolve("trial"), keys());
  }

  private KeyRing keys() {
    return new KeyRing(scratch.resolve("keys"));
  }

  /** Runs with the policies in this process. */
  private int run(TrialFolder folder, int slots) {
    return run(folder, slots, Rehearsal.here(folder, keys(), Duration.ofSeconds(20)));
  }

  private static int run(TrialFolder folder, int slots, Supplier<ActingProcess> hosts) {
    return new TrialRunner(folder, (done, all) -> {})
        .run(Rehearsal.engine(folder, hosts, slots), Stopping.NEVER);
  }

  /** Runs with a policy host of its own process. */
  private int runApart(TrialFolder folder) {
    HostProcess.Command host =
        new HostProcess.Command(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"),
            Impatient.class.getName(),
            List.of(folder.path().toString(), keys().folder().toString()));
    return run(
        folder, 2, () -> ActingProcess.of(HostProcess.start(host, scratch.resolve("host.log"))));
  }

  /** The product's own host, which waits for two seconds only. */
  static final class Impatient {
    public static void main(String[] arguments) {
      TrialPolicyHost.serve(arguments, PolicyCatalog::open, Duration.ofSeconds(2));
    }
  }

  private static String head(TrialFolder folder) {
    return JournalVerification.of(folder.file(TrialFolder.OUTCOMES)).head().hex();
  }

  @Test
  void aServerThatComesBackChangesNothing() {
    TrialFolder calm = seal();
    CoinTrial.copy(calm.path(), scratch.resolve("troubled"));
    TrialFolder troubled = TrialFolder.open(scratch.resolve("troubled"));
    assertEquals(TRIALS, run(calm, 4));
    int quiet = sessions.get();
    trouble = (session, seed) -> session == quiet + 3 || session == quiet + 9;
    Thread supervisor = supervisor();
    try {
      assertEquals(TRIALS, run(troubled, 4));
    } finally {
      supervisor.interrupt();
    }
    assertEquals(2, losses.get());
    assertEquals(head(calm), head(troubled));
  }

  @Test
  void aServerThatStaysAwayEndsTheRunByNameAndNothingWasCounted() {
    TrialFolder folder = seal();
    trouble = (session, seed) -> session == 5;
    EndpointLostException away = assertThrows(EndpointLostException.class, () -> runApart(folder));
    assertEquals(EndpointLostException.How.STAYED_AWAY, away.how());
    assertEquals(1, away.exitCode());
    assertTrue(away.getMessage().contains(address.toString()), away.getMessage());
    assertTrue(away.getMessage().contains("pollex trial run " + folder.path()), away.getMessage());
    serve();
    int left = run(folder, 2);
    assertTrue(left > 0 && left < TRIALS, left + " trials were left");
    assertEquals(
        0,
        Unsealer.unseal(folder, keys()).result().outcomes().stream()
            .filter(outcome -> outcome.stage().equals("crashed"))
            .count());
  }

  @Test
  void aPolicyThatTakesItsServerWithItAgainAndAgainHasCrashedThereAndNowhereElse() {
    TrialFolder folder = seal();
    long deadly = folder.trials().get(7).seed();
    trouble = (session, seed) -> seed == deadly;
    Thread supervisor = supervisor();
    try {
      assertEquals(TRIALS, run(folder, 3));
    } finally {
      supervisor.interrupt();
    }
    for (TrialOutcome outcome : Unsealer.unseal(folder, keys()).result().outcomes()) {
      boolean dies =
          outcome.policy().equals("arm-1") && folder.trials().get(outcome.index()).seed() == deadly;
      assertEquals(dies, outcome.stage().equals("crashed"), outcome.toString());
      assertFalse(dies && outcome.success());
    }
  }
}
