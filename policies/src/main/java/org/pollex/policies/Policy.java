package org.pollex.policies;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.world.Observation;

/**
 * A policy. Implementations may share weights between sessions, but sessions never share state.
 *
 * <pre>{@code
 * Policy.Session session = policy.reset(task, first);
 * Decision decision = session.act(first);
 * }</pre>
 */
public interface Policy extends AutoCloseable {
  /** Returns what the policy is and which streams it reads. */
  PolicySpec spec();

  /** Returns true when what it does depends on the instruction. */
  default boolean readsInstruction() {
    return false;
  }

  /**
   * Starts an episode.
   *
   * @param task what the policy is told
   * @param first the first observation; reset-only streams (a point cloud) are there only now
   */
  Session reset(TaskInstruction task, Observation first);

  /**
   * Who answers for this policy's sessions. Policies that share an actor are asked together, which
   * a policy behind a socket or on a GPU uses to answer many sessions at once.
   */
  default Actor actor() {
    return Actor.ONE_BY_ONE;
  }

  @Override
  default void close() {}

  /** Answers the observations of several sessions. */
  interface Actor {
    /** Asks each session in turn. */
    Actor ONE_BY_ONE =
        (sessions, observations) -> {
          List<Decision> decisions = new ArrayList<>(sessions.size());
          for (int i = 0; i < sessions.size(); i++) {
            decisions.add(sessions.get(i).act(observations.get(i)));
          }
          return decisions;
        };

    /** Returns one decision per session, in order. */
    List<Decision> act(List<Session> sessions, List<Observation> observations);
  }

  /** One episode of a policy; used by one thread at a time. */
  interface Session {
    /** Answers an observation; the first call gets the first observation again. */
    Decision act(Observation observation);

    /**
     * What the policy thinks of its own episode so far, for failure analysis (retrieved
     * demonstration, alignment, tracking error). Values are numbers, booleans, strings, or lists
     * and maps of these. Never part of what an operator may see before unblinding.
     */
    default Map<String, Object> diagnostics() {
      return Map.of();
    }
  }
}
