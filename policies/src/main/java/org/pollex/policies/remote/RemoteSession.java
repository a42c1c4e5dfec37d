package org.pollex.policies.remote;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.remote.v1.Start;

/** A session of a remote policy. */
public final class RemoteSession implements Policy.Session {
  /** The diagnostics' only entry: the host's note, a byte array. */
  public static final String NOTE = "note";

  private final RemoteActor actor;
  private final long id;
  private Optional<Start> start;

  RemoteSession(RemoteActor actor, long id, Start start) {
    this.actor = actor;
    this.id = id;
    this.start = Optional.of(start);
  }

  long id() {
    return id;
  }

  /** The start, until it was sent. */
  Optional<Start> takeStart() {
    Optional<Start> unsent = start;
    start = Optional.empty();
    return unsent;
  }

  @Override
  public Decision act(Observation observation) {
    return actor.act(List.of(this), List.of(observation)).getFirst();
  }

  /** Ends the session on the host and returns its note; to be called once. */
  @Override
  public Map<String, Object> diagnostics() {
    return Map.of(NOTE, actor.end(this));
  }
}
