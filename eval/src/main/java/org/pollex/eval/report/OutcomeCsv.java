package org.pollex.eval.report;

import java.util.List;
import org.pollex.eval.trial.result.TrialOutcome;

/** Every rollout's outcome as a table that a spreadsheet reads. */
final class OutcomeCsv {
  private OutcomeCsv() {}

  /** Returns one line a rollout, with a header; fields are quoted where they need it. */
  static String of(List<TrialOutcome> rollouts) {
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
}
