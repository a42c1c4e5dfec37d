package org.pollex.policies.scripted;

import java.util.List;
import java.util.SplittableRandom;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;

/**
 * Draws every number uniformly from its channel's range (from ±1 where a channel is unbounded),
 * from the episode's seed.
 */
public final class RandomPolicy implements Policy {
  @Override
  public PolicySpec spec() {
    return new PolicySpec("random", "scripted", List.of());
  }

  @Override
  public Session reset(TaskInstruction task, Observation first) {
    ActionSpec spec = task.actions();
    SplittableRandom random = new SplittableRandom(task.seed());
    return observation -> {
      float[] action = new float[spec.dimension()];
      for (int i = 0; i < action.length; i++) {
        ActionSpec.Channel channel = spec.channels().get(i);
        double low = Double.isFinite(channel.low()) ? channel.low() : -1;
        double high = Double.isFinite(channel.high()) ? channel.high() : 1;
        action[i] = (float) (low + (high - low) * random.nextDouble());
      }
      return Decision.Act.one(action);
    };
  }
}
