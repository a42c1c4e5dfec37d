package org.pollex.policies.remote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.remote.v1.Start;
import org.pollex.policies.remote.v1.Turn;
import org.pollex.policies.remote.v1.TurnReply;

/** Asks the host for many sessions at once. */
final class RemoteActor implements Policy.Actor {
  /** Why a session ended is in its note, and only there. */
  private static final Decision OVER = new Decision.Refused("host", "see the note");

  private final PolicyConnection connection;
  private long sessions;

  RemoteActor(PolicyConnection connection) {
    this.connection = connection;
  }

  RemoteSession begin(Start.Builder start) {
    long id = ++sessions;
    return new RemoteSession(this, id, start.setSession(id).build());
  }

  @Override
  public List<Decision> act(List<Policy.Session> asking, List<Observation> observations) {
    Turn.Builder turn = Turn.newBuilder();
    for (int i = 0; i < asking.size(); i++) {
      RemoteSession session = (RemoteSession) asking.get(i);
      session.takeStart().ifPresent(turn::addStarts);
      turn.addObservations(Wire.encode(session.id(), observations.get(i)));
    }
    Map<Long, Decision> decisions = new HashMap<>();
    for (var decision : connection.ask(turn).getDecisionsList()) {
      decisions.put(
          decision.getSession(),
          decision.getSteps() == 0
              ? OVER
              : new Decision.Act(Wire.decode(decision.getActions(), decision.getSteps())));
    }
    List<Decision> ordered = new ArrayList<>();
    for (Policy.Session session : asking) {
      Decision decision = decisions.get(((RemoteSession) session).id());
      if (decision == null) {
        throw new RunFailedException(
            "the policy host left out a decision", "Run the same command again.");
      }
      ordered.add(decision);
    }
    return ordered;
  }

  byte[] end(RemoteSession session) {
    Turn.Builder turn = Turn.newBuilder().addEnds(session.id());
    session.takeStart().ifPresent(turn::addStarts);
    TurnReply reply = connection.ask(turn);
    return reply.getNotes(0).getNote().toByteArray();
  }
}
