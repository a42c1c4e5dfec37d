package org.pollex.eval.trial.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.pollex.errors.CheckFailedException;
import org.pollex.errors.PollexException;
import org.pollex.eval.trial.plan.TrialPlan;
import org.pollex.eval.trial.seal.SealedHeader;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.eval.trial.world.TrialWorld;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.policies.Policy;
import org.pollex.policies.remote.EndpointLostException;
import org.pollex.policies.remote.PolicyConnection;
import org.pollex.policies.rollout.RolloutEngine;
import org.pollex.policies.rollout.RolloutRequest;

/**
 * Runs trials in the slots of one world on this machine.
 *
 * <p>When the world or the policy host is lost, both are started again and the trials that had not
 * ended are run again; they are never counted as failures of a policy. The same holds for a policy
 * whose own server is lost. It gives up when several starts in a row finish no trial at all, and at
 * once when such a server has stayed away. A process that dies by itself, not by being killed, is
 * held against the trial that it was in ({@link Work}); a server whose machine says that its
 * process has ended counts as one, since how it ended cannot be seen from here.
 */
public final class PoolEngine implements TrialEngine {
  private static final int FRUITLESS_STARTS = 5;

  private final SealedHeader header;
  private final TrialWorld.Opener worlds;
  private final Supplier<? extends ActingProcess> hosts;
  private final int slots;

  /**
   * Creates an engine.
   *
   * @param worlds opens the world
   * @param hosts starts a policy host
   * @param slots rollouts in parallel
   */
  public PoolEngine(
      SealedHeader header,
      TrialWorld.Opener worlds,
      Supplier<? extends ActingProcess> hosts,
      int slots) {
    this.header = header;
    this.worlds = worlds;
    this.hosts = hosts;
    this.slots = slots;
  }

  @Override
  public void run(List<SealedTrial> trials, Predicate<SealedTrial> needed, TrialSink sink) {
    Work work = new Work(trials, needed, header.crashAttempts());
    int fruitless = 0;
    boolean retry = false;
    while (work.remains()) {
      int before = work.missing().size();
      try {
        attempt(work, sink, retry);
      } catch (PollexException lost) {
        boolean accused = work.accuse(sink);
        fruitless = accused || work.missing().size() < before ? 1 : fruitless + 1;
        if (lost.exitCode() != 1
            || hasStayedAway(lost)
            || fruitless >= FRUITLESS_STARTS
            || sinkFailed(sink, lost)) {
          throw lost;
        }
        retry = true;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100L << fruitless));
      }
    }
  }

  /** A disk that cannot be written is no reason to start a simulator again. */
  private static boolean sinkFailed(TrialSink sink, PollexException lost) {
    return sink instanceof StoreWriter writer && writer.failure() == lost;
  }

  private static boolean hasStayedAway(PollexException lost) {
    return lost instanceof EndpointLostException endpoint
        && endpoint.how() == EndpointLostException.How.STAYED_AWAY;
  }

  private static boolean diedByItself(PollexException lost, ActingProcess host) {
    return lost instanceof EndpointLostException endpoint
        ? endpoint.how() == EndpointLostException.How.PROCESS_ENDED
        : WorkerDeath.byItself(lost) || host.diedByItself();
  }

  private void attempt(Work work, TrialSink sink, boolean retry) {
    try (ActingProcess host = hosts.get();
        TrialWorld world = worlds.open(header.world());
        PolicyConnection policies =
            PolicyConnection.open(host.socket(), header.streams(), decisionTimeout());
        WorldBatch batch = world.open(work.tasks(), streams(), work.alone() ? 1 : slots)) {
      WorldInfo info = batch.info();
      requireFingerprint(info);
      sink.started(start(info, retry));
      TrialRecorder recorder = new TrialRecorder(work, sink);
      try {
        new RolloutEngine(batch, 0, recorder).run(work.requests(trial -> request(trial, policies)));
      } catch (PollexException lost) {
        work.ended(diedByItself(lost, host));
        throw lost;
      }
    }
  }

  private RolloutRequest request(SealedTrial trial, PolicyConnection policies) {
    Policy policy = policies.policy(trial.code());
    return new RolloutRequest(
        trial.code(),
        policy,
        trial.initialCondition(),
        header.instructions().get(trial.task()),
        header.horizon(),
        trial.seed());
  }

  /** What policies are shown, and what is drawn. */
  private Set<String> streams() {
    Set<String> streams = new LinkedHashSet<>(header.streams());
    streams.addAll(header.drawn());
    return streams;
  }

  private Duration decisionTimeout() {
    return Duration.ofMillis((long) (1000 * header.decisionTimeoutSeconds()));
  }

  private void requireFingerprint(WorldInfo info) {
    if (header.physics().equals(TrialPlan.Conduct.SAME)
        && !info.physicsFingerprint().equals(header.physicsFingerprint())) {
      throw new CheckFailedException(
          "this machine's physics differ from those that the trial was sealed with: fingerprint "
              + info.physicsFingerprint()
              + " instead of "
              + header.physicsFingerprint(),
          "Run it with the package versions that sealed it. Here: " + info.versions());
    }
  }

  private RunStart start(WorldInfo info, boolean retry) {
    Map<String, String> versions = new TreeMap<>(info.versions());
    versions.put("java", Runtime.version().toString());
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return new RunStart(
        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
        retry,
        slots,
        info.physicsFingerprint(),
        versions);
  }
}
