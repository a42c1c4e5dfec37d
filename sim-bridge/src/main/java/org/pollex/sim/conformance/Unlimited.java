package org.pollex.sim.conformance;

import java.time.Duration;
import java.util.Optional;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.ActionSpec;

/**
 * A gate that changes nothing: what a world does by itself with actions beyond their range. Only
 * for checks of simulators.
 */
final class Unlimited {
  private Unlimited() {}

  static SafetyProfile profile() {
    return new SafetyProfile(
        "unlimited",
        0,
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Optional.empty(),
        SafetyProfile.Enforcer.WORLD,
        "",
        Duration.ofDays(1));
  }

  static ActionSpec actions(ActionSpec spec) {
    return new ActionSpec(
        spec.kind(),
        spec.frame(),
        spec.channels().stream()
            .map(
                channel ->
                    new ActionSpec.Channel(
                        channel.name(),
                        channel.unit(),
                        channel.scale(),
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY))
            .toList(),
        spec.rateHz());
  }
}
