package org.pollex.policies.demonstrations;

import java.util.Map;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;

/**
 * An episode in which acting would be worse than not acting.
 *
 * @param stage which stage gave up: {@code mask}, {@code retrieval}, {@code pose}
 * @param reason why, as a sentence
 * @param diagnostics what is known
 */
public record RefusingSession(String stage, String reason, Map<String, Object> diagnostics)
    implements Policy.Session {
  @Override
  public Decision act(Observation observation) {
    return new Decision.Refused(stage, reason);
  }
}
