package org.pollex.eval.trial;

import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.run.TrialPolicyHost;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;
import org.pollex.policies.Policy;
import org.pollex.policies.PolicySpec;
import org.pollex.policies.TaskInstruction;

/**
 * Policies for the {@link CoinWorld}: {@code bet:P} bets P in every step; {@code oracle} reads the
 * privileged stream; {@code throwing}, {@code nan}, {@code stuck} and {@code aborting} fail on
 * every second seed.
 */
final class CoinPolicies {
  private CoinPolicies() {}

  /** Serves a trial, as the product's own host does. */
  public static void main(String[] arguments) {
    TrialPolicyHost.serve(arguments, CoinPolicies::open);
  }

  static Policy open(String address) {
    String[] parts = address.split(":", 2);
    return switch (parts[0]) {
      case "bet" -> new Bet("bet", Float.parseFloat(parts[1].split("@")[0]), List.of("ee_pos"));
      case "file" -> new Bet("file", 0.7f, List.of("ee_pos", "cloud_points"));
      case "oracle" -> new Bet("oracle", 1, List.of("secret"));
      case "throwing", "nan", "stuck", "aborting" -> new Bet(parts[0], 0.9f, List.of("ee_pos"));
      default -> throw BadInputException.unknownName("policy", address, List.of("bet", "oracle"));
    };
  }

  private record Bet(String family, float bet, List<String> streams) implements Policy {
    @Override
    public PolicySpec spec() {
      return new PolicySpec(family, family, streams);
    }

    @Override
    public Session reset(TaskInstruction task, Observation first) {
      boolean fails = Math.floorMod(task.seed(), 2) == 0;
      return new Session() {
        @Override
        public Decision act(Observation observation) {
          if (fails) {
            fail(family);
          }
          boolean nan = fails && family.equals("nan");
          return Decision.Act.one(nan ? Float.NaN : bet, 0, 0);
        }

        @Override
        public Map<String, Object> diagnostics() {
          return Map.of("stage", "bet too low", "bet", bet, "family", family);
        }
      };
    }

    private static void fail(String family) {
      if (family.equals("aborting")) {
        Runtime.getRuntime().halt(128 + 6); // As after SIGABRT.
      }
      if (family.equals("throwing")) {
        throw new IllegalStateException("thrown by " + family);
      }
      while (family.equals("stuck") && !Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
    }
  }
}
