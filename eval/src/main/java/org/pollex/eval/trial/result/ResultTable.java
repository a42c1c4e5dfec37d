package org.pollex.eval.trial.result;

import java.nio.charset.StandardCharsets;

/** {@code results.csv}: one row per trial in sealed order, in the form that {@code stats} reads. */
public final class ResultTable {
  private ResultTable() {}

  /** Returns the file's bytes. */
  public static byte[] bytes(TrialResult result) {
    StringBuilder csv = new StringBuilder("policy,task,success,score,time,censored\n");
    for (TrialOutcome outcome : result.outcomes()) {
      csv.append(quoted(outcome.policy()))
          .append(',')
          .append(quoted(outcome.task()))
          .append(outcome.success() ? ",1," : ",0,")
          .append(outcome.score().isPresent() ? outcome.score().getAsDouble() : "")
          .append(',')
          .append(result.eventSeconds(outcome))
          .append(outcome.success() ? ",0\n" : ",1\n");
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
