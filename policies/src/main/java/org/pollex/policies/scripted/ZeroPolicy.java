package org.pollex.policies.scripted;

import java.util.List;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;

/** Commands zero on every channel. */
public final class ZeroPolicy implements Policy {
  @Override
  public PolicySpec spec() {
    return new PolicySpec("zero", "scripted", List.of());
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    return observation -> Decision.Act.one(new float[task.actions().dimension()]);
  }
}
