package org.pollex.eval.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.pollex.eval.trial.result.TrialOutcome;

/** Every rollout's outcome as tables that other programs read. */
final class OutcomeFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private OutcomeFiles() {}

  /** Returns one line a rollout, with a header; fields are quoted where they need it. */
  static String csv(List<TrialOutcome> rollouts) {
    StringBuilder out =
        new StringBuilder(
            "index,code,policy,task,condition,success,steps,seconds,stage,reason,interventions\n");
    for (TrialOutcome rollout : rollouts) {
      out.append(rollout.index()).append(',');
      for (String text :
          List.of(rollout.code(), rollout.policy(), rollout.task(), rollout.condition())) {
        out.append(field(text)).append(',');
      }
      out.append(rollout.success() ? 1 : 0).append(',');
      out.append(rollout.steps()).append(',');
      out.append(rollout.seconds()).append(',');
      out.append(field(rollout.stage())).append(',');
      out.append(field(rollout.reason())).append(',');
      long interventions =
          rollout.interventions().values().stream().mapToLong(Long::longValue).sum();
      out.append(interventions).append('\n');
    }
    return out.toString();
  }

  /** Quotes a field for CSV; one that a spreadsheet would run as a formula is marked as text. */
  private static String field(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  /** Returns one JSON array, a line for each rollout. */
  static String json(List<TrialOutcome> rollouts) {
    StringBuilder out = new StringBuilder("[\n");
    try {
      for (int i = 0; i < rollouts.size(); i++) {
        out.append(JSON.writeValueAsString(rollouts.get(i)));
        out.append(i + 1 < rollouts.size() ? ",\n" : "\n");
      }
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("records of numbers and text are JSON", impossible);
    }
    return out.append("]\n").toString();
  }
}
