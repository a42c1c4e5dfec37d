package org.pollex.policies.scripted;

import java.util.List;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;

/**
 * The benchmark's scripted expert. The world computes its action from privileged state and offers
 * it as the stream {@code expert_action}; this policy passes it on.
 */
public final class ExpertPolicy implements Policy {
  private static final String STREAM = "expert_action";
  private static final PolicySpec SPEC = new PolicySpec("expert", "scripted", List.of(STREAM));

  @Override
  public PolicySpec spec() {
    return SPEC;
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    return observation -> Decision.Act.one(observation.stream(STREAM).toFloats());
  }
}
