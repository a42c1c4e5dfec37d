package org.pollex.policies.remote;

import org.pollex.hardware.world.Observation;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;
import org.pollex.policies.remote.v1.Start;

/** A policy behind a handle; on this side nothing else is known of it. */
final class RemotePolicy implements Policy {
  private final PolicyConnection connection;
  private final String handle;

  RemotePolicy(PolicyConnection connection, String handle) {
    this.connection = connection;
    this.handle = handle;
  }

  @Override
  public PolicySpec spec() {
    return new PolicySpec(handle, "remote", connection.streams());
  }

  @Override
  public Actor actor() {
    return connection.actor();
  }

  /** Sends nothing yet: the start travels with the first observation. */
  @Override
  public Session reset(TaskInstruction task, Observation first) {
    return connection
        .actor()
        .begin(
            Start.newBuilder()
                .setPolicy(handle)
                .setInstruction(task.text())
                .setHorizon(task.horizon())
                .setSeed(task.seed())
                .setActions(Wire.encode(task.actions()))
                .setDecisionTimeoutMs((int) connection.decisionTimeout().toMillis()));
  }
}
