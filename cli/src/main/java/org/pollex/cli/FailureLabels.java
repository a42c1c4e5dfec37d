package org.pollex.cli;

import java.util.Locale;
import org.pollex.policies.rollout.RolloutResult;

/**
 * The stage that a failed rollout is counted under: the policy's own where it knows, else its end.
 */
final class FailureLabels {
  private FailureLabels() {}

  static String of(RolloutResult result) {
    if (!result.stage().isEmpty()) {
      return result.stage();
    }
    Object own = result.diagnostics().get("stage");
    return own != null ? own.toString() : result.end().name().toLowerCase(Locale.ROOT);
  }
}
