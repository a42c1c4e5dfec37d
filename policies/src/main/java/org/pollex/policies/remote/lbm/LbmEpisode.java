package org.pollex.policies.remote.lbm;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.remote.lbm.wire.MultiarmObservation;
import org.pollex.policies.remote.lbm.wire.PosesAndGrippers;

/** One client's episode: the policy's session, and what is left of its last chunk. */
final class LbmEpisode {
  /** The interface tells no horizon; no skill of lbm_eval is given more than this. */
  private static final int HORIZON = 3000;

  private final Policy policy;
  private final LbmControl control;
  private final String instruction;
  private final long seed;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Deque<float[]> chunk = new ArrayDeque<>();
  private Policy.Session session;
  private boolean finished;
  private int step;

  LbmEpisode(Policy policy, LbmControl control, String instruction, long seed) {
    this.policy = policy;
    this.control = control;
    this.instruction = instruction;
    this.seed = seed;
  }

  /** Returns true while a step is computed. */
  boolean busy() {
    return busy.get();
  }

  /**
   * Answers an observation with targets of both arms.
   *
   * @throws BadInputException while another step of this client is computed, for a malformed
   *     message, and when the policy will not act
   */
  PosesAndGrippers step(MultiarmObservation message) {
    if (!busy.compareAndSet(false, true)) {
      throw new BadInputException(
          "a step for a client whose last step is still computed", "Wait for its answer.");
    }
    try {
      LbmObservation.Arms arms = LbmObservation.Arms.read(message);
      if (chunk.isEmpty() && !finished) {
        // One at a time: a policy's sessions may share what only one thread may use.
        synchronized (policy) {
          ask(LbmObservation.read(step, arms, message), message);
        }
      }
      step++;
      return ArmPose.write(
          finished ? arms.desired() : control.targets(chunk.remove(), arms.desired()));
    } finally {
      busy.set(false);
    }
  }

  private void ask(Observation observation, MultiarmObservation message) {
    Observation visible = observation.only(policy.spec().allStreams());
    if (session == null) {
      String told =
          message.getUseLanguageInstruction() ? message.getLanguageInstruction() : instruction;
      session = policy.reset(new TaskInstruction(told, HORIZON, seed, control.actions()), visible);
    }
    switch (session.act(visible)) {
      case Decision.Act act -> chunk.addAll(Arrays.asList(act.actions()));
      case Decision.Finished _ -> finished = true;
      case Decision.Refused refused ->
          throw new BadInputException(
              "the policy refuses (%s): %s".formatted(refused.stage(), refused.reason()),
              "Give it a task that it was trained for.");
    }
  }
}
