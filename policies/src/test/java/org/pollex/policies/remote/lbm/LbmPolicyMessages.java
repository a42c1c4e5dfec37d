package org.pollex.policies.remote.lbm;

import java.util.Map;
import org.pollex.policies.remote.lbm.wire.MultiarmObservation;

/** Observations of a right arm. */
final class LbmPolicyMessages {
  private LbmPolicyMessages() {}

  static MultiarmObservation at(double x) {
    ArmPose pose =
        new ArmPose(new double[] {x, 0, 0.3}, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 0.1);
    MultiarmObservation.Builder message = MultiarmObservation.newBuilder();
    message.getRobotBuilder().setActual(ArmPose.write(Map.of(Arm.RIGHT, pose)));
    return message.build();
  }
}
