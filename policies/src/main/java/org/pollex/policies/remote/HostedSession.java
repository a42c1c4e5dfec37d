package org.pollex.policies.remote;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.remote.v1.Start;

/** One session on the host's side: the policy's own session, and how it ended. */
final class HostedSession {
  private final Start start;
  private final PolicySource source;
  private final AtomicReference<EndpointLostException> lost;
  private volatile Policy policy;
  private Policy.Session session;
  private String stage = "";
  private String reason = "";
  private boolean over;

  /**
   * Creates a session.
   *
   * @param lost told when the policy's own server is gone: what then comes is not the policy's
   */
  HostedSession(Start start, PolicySource source, AtomicReference<EndpointLostException> lost) {
    this.start = start;
    this.source = source;
    this.lost = lost;
  }

  String handle() {
    return start.getPolicy();
  }

  long limitNanos() {
    int millis = start.getDecisionTimeoutMs();
    return millis == 0 ? Long.MAX_VALUE / 4 : 1_000_000L * millis;
  }

  /** Answers an observation; null when the session is over. */
  float[][] decide(Observation observation) {
    try {
      Observation visible = visible(observation);
      if (session == null) {
        session = policy.reset(instruction(), visible);
      }
      return follow(session.act(visible));
    } catch (EndpointLostException gone) {
      lost.set(gone);
      return null;
    } catch (Exception | LinkageError | StackOverflowError failure) {
      end("policy", failure.getClass().getSimpleName() + ": " + failure.getMessage());
      return null;
    }
  }

  private Observation visible(Observation observation) {
    if (policy == null) {
      policy = source.policy(handle());
    }
    return observation.only(policy.spec().allStreams());
  }

  private TaskInstruction instruction() {
    return new TaskInstruction(
        start.getInstruction(),
        start.getHorizon(),
        start.getSeed(),
        Wire.decode(start.getActions()));
  }

  private float[][] follow(Decision decision) {
    return switch (decision) {
      case Decision.Act act -> {
        int dimension = start.getActions().getChannelsCount();
        boolean fits = act.actions().length > 0;
        for (float[] action : act.actions()) {
          fits &= action.length == dimension;
        }
        if (!fits) {
          end("policy", "an action that has not " + dimension + " numbers");
        }
        yield fits ? act.actions() : null;
      }
      case Decision.Finished finished -> {
        end("", finished.reason());
        yield null;
      }
      case Decision.Refused refused -> {
        end(refused.stage(), refused.reason());
        yield null;
      }
    };
  }

  /** Ends the session because no decision came in time, unless that is its server's doing. */
  void timeout() {
    try {
      if (policy instanceof EndpointBacked remote) {
        remote.requireReachable();
      }
      end("timeout", "no decision within " + limitNanos() / 1_000_000 + " ms");
    } catch (EndpointLostException gone) {
      lost.set(gone);
    }
  }

  /** Ends the session from outside. */
  synchronized void end(String endStage, String endReason) {
    if (!over) {
      over = true;
      stage = endStage;
      reason = endReason;
    }
  }

  /** Returns true once the session can decide no more. */
  synchronized boolean over() {
    return over;
  }

  /** Writes the note; a policy that cannot even account for itself gives an empty one. */
  byte[] note() {
    Map<String, Object> diagnostics = Map.of();
    try {
      if (session != null) {
        diagnostics = session.diagnostics();
      }
    } catch (EndpointLostException gone) {
      throw gone;
    } catch (RuntimeException failure) {
      end("policy", "diagnostics failed: " + failure.getMessage());
    }
    synchronized (this) {
      return source.note(handle(), new PolicySource.Account(stage, reason, diagnostics));
    }
  }
}
