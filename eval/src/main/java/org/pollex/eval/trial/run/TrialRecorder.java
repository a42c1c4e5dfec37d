package org.pollex.eval.trial.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.pollex.errors.RunFailedException;
import org.pollex.eval.trial.seal.SealedTrial;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.remote.RemoteSession;
import org.pollex.policies.rollout.RolloutListener;
import org.pollex.policies.rollout.RolloutRequest;
import org.pollex.policies.rollout.RolloutResult;
import org.pollex.policies.rollout.RolloutStep;

/** Turns rollouts, as the engine reports them, into finished trials. */
final class TrialRecorder implements RolloutListener {
  private final Work work;
  private final TrialSink sink;
  private final Map<String, Running> running = new HashMap<>();

  private record Running(Instant started, long nanos, RolloutTrace trace) {}

  /** Creates a recorder of work that is to be done. */
  TrialRecorder(Work work, TrialSink sink) {
    this.work = work;
    this.sink = sink;
  }

  @Override
  public void began(RolloutRequest request, Observation first) {
    RolloutTrace trace = new RolloutTrace(first, work.began(request.id()).film());
    running.put(request.id(), new Running(Instant.now(), System.nanoTime(), trace));
  }

  @Override
  public void stepped(RolloutStep step) {
    running.get(step.request().id()).trace().step(step);
  }

  @Override
  public void ended(RolloutResult result) {
    SealedTrial trial = work.trial(result.request().id());
    if (neverHappened(result)) {
      work.onlyRunning(trial.code());
      throw new RunFailedException(
          "the simulator failed on trial "
              + trial.code()
              + " ("
              + trial.task()
              + ", "
              + trial.condition()
              + ") after "
              + result.steps()
              + " steps: "
              + result.reason(),
          "Nothing was counted. Repair the simulator, then run the same command again.");
    }
    Running begun = running.remove(trial.code());
    double seconds = (System.nanoTime() - begun.nanos()) / 1e9;
    sink.finished(
        FinishedTrial.of(
            outcome(trial, result),
            begun.trace().record(trial.index()),
            new TimingRecord(
                trial.index(),
                begun.started().truncatedTo(ChronoUnit.MILLIS).toString(),
                seconds,
                TimingRecord.buckets(result.timing().act()),
                TimingRecord.buckets(result.timing().step()))));
    work.finished(trial.code());
  }

  /**
   * True for an episode that the world lost, or could not even start: no policy had a chance to
   * succeed or to fail in it.
   */
  private static boolean neverHappened(RolloutResult result) {
    return result.end() == RolloutResult.End.WORLD_ERROR
        && (result.steps() == 0 || result.reason().startsWith("LOST"));
  }

  private static OutcomeRecord outcome(SealedTrial trial, RolloutResult result) {
    Map<String, Long> interventions = new TreeMap<>();
    result.interventions().byRule().forEach((rule, count) -> interventions.put(rule.name(), count));
    byte[] note = (byte[]) result.diagnostics().get(RemoteSession.NOTE);
    return new OutcomeRecord(
        trial.index(),
        trial.code(),
        trial.task(),
        trial.condition(),
        result.success(),
        result.success() ? result.firstSuccess() : result.steps(),
        end(result.end()),
        result.interventions().actions(),
        interventions,
        Map.of(),
        note == null ? "" : Base64.getEncoder().encodeToString(note));
  }

  private static OutcomeRecord.End end(RolloutResult.End end) {
    return switch (end) {
      case SUCCESS -> OutcomeRecord.End.SUCCESS;
      case HORIZON -> OutcomeRecord.End.HORIZON;
      case TERMINATED -> OutcomeRecord.End.TERMINATED;
      case UNSAFE -> OutcomeRecord.End.UNSAFE_COMMAND;
      case WORLD_ERROR -> OutcomeRecord.End.WORLD_FAILED;
      case FINISHED, REFUSED, POLICY_ERROR -> OutcomeRecord.End.POLICY_STOPPED;
    };
  }
}
