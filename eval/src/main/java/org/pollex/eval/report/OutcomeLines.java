package org.pollex.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.pollex.eval.trial.result.TrialOutcome;

/** Every rollout's outcome as JSON Lines, with the policy's own account of the episode. */
final class OutcomeLines {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private OutcomeLines() {}

  /** Returns one object a line, in sealed order. */
  static String of(List<TrialOutcome> rollouts) throws JsonProcessingException {
    StringBuilder out = new StringBuilder();
    for (TrialOutcome rollout : rollouts) {
      out.append(JSON.writeValueAsString(rollout)).append('\n');
    }
    return out.toString();
  }
}
