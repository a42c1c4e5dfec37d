package org.pollex.policies.remote.lbm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Quaternion;

class Rotation6dTest {
  /** Rz(yaw) Ry(pitch) Rx(roll), degrees. */
  private static double[] matrix(double roll, double pitch, double yaw) {
    double r = Math.toRadians(roll) / 2;
    double p = Math.toRadians(pitch) / 2;
    Quaternion q =
        Quaternion.yaw(Math.toRadians(yaw))
            .times(new Quaternion(Math.cos(p), 0, Math.sin(p), 0))
            .times(new Quaternion(Math.cos(r), Math.sin(r), 0, 0));
    return Matrices.matrix(q);
  }

  /** Reference values of the LBM paper's convention: rows, not columns. */
  @Test
  void sixNumbersAreTheFirstTwoRows() {
    assertArrayEquals(
        new double[] {0.61237244, -0.59150635, 0.52451905, 0.61237244, 0.77451905, 0.15849365},
        Rotation6d.of(matrix(15, 30, 45)),
        5e-9);
    assertArrayEquals(
        new double[] {0.48296291, -0.40849365, 0.77451905, -0.12940952, 0.84150635, 0.52451905},
        Rotation6d.of(matrix(-45, 60, -15)),
        5e-9);
  }

  @Test
  void matricesGoThroughSixNumbersAndQuaternionsAndBack() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1000; i++) {
      double[] matrix =
          matrix(random.nextDouble(360), random.nextDouble(360), random.nextDouble(360));
      assertArrayEquals(matrix, Rotation6d.matrix(Rotation6d.of(matrix)), 1e-12);
      double[] quaternion = Matrices.quaternion(matrix);
      assertArrayEquals(matrix, Matrices.matrix(Quaternion.wxyz(quaternion, 0)), 1e-12);
      assertSame(matrix, Rotation6d.checked(matrix, "it"));
    }
  }

  /** The first action of an episode in lbm_eval's released data (PlaceCupByCoaster). */
  @Test
  void aReleasedActionDecodesToRotationsAndEncodesToItself() {
    double[] action = {
      -0.28634044, 0.2481908, 0.43399996, 0.66238399, 0.74652414, 0.06284232, 0.74852294,
      -0.66295501, -0.01428483, -0.25651794, -0.31283726, 0.44475016, 0.84605298, -0.5275624,
      0.07663069, -0.52940845, -0.84835496, 0.00453379, 0.1, 0.1
    };
    Map<Arm, ArmPose> arms = LbmControl.targets(action);
    assertArrayEquals(action, LbmControl.numbers(arms), 1e-7);
    arms.forEach((arm, pose) -> Rotation6d.checked(pose.rotation(), arm.robot()));
    Map<Arm, ArmPose> wired = ArmPose.read(ArmPose.write(arms));
    assertArrayEquals(LbmControl.numbers(arms), LbmControl.numbers(wired), 0);
  }

  @Test
  void whatIsNoRotationIsRefusedAndWhatNearlyIsOneIsMended() {
    double[] mirror = {1, 0, 0, 0, 1, 0, 0, 0, -1};
    assertThrows(BadInputException.class, () -> Rotation6d.checked(mirror, "it"));
    double[] stretched = {1.1, 0, 0, 0, 1, 0, 0, 0, 1};
    assertThrows(BadInputException.class, () -> Rotation6d.checked(stretched, "it"));
    double[] nan = {Double.NaN, 0, 0, 0, 1, 0, 0, 0, 1};
    assertThrows(BadInputException.class, () -> Rotation6d.checked(nan, "it"));
    assertThrows(BadInputException.class, () -> Rotation6d.matrix(new double[6]));
    double[] printed = {1.00001, 0, 0, 0, 1, 0, 0, 0, 1};
    assertArrayEquals(
        new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, Rotation6d.checked(printed, "it"), 1e-15);
  }
}
