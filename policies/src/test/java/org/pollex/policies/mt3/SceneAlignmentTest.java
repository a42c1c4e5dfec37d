package org.pollex.policies.mt3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.retrieval.cloud.PointCloud;

class SceneAlignmentTest {
  private static final Vec3 SHIFT = new Vec3(0.07, -0.05, 0);

  private static ObjectMotion motion(PointCloud before, PointCloud now) {
    Demonstration made = Scenes.pick(Optional.empty(), Optional.empty());
    Demonstration demo =
        new Demonstration(
            made.id(),
            made.task(),
            made.hand(),
            made.command(),
            made.fingers(),
            made.gripper(),
            made.success(),
            before,
            Optional.empty(),
            Optional.empty());
    Clouds live = new Clouds(Optional.of(now), Optional.empty());
    return SceneAlignment.of(demo, live, Optional.empty()).orElseThrow().object();
  }

  /** A post, seen from the side of -y; its points begin at another angle each time. */
  private static PointCloud post(Vec3 foot, double offset) {
    float[] xyz = new float[3 * 30 * 20];
    int n = 0;
    for (int i = 0; i < 30; i++) {
      double angle = -Math.PI * (i + offset) / 30;
      for (int j = 0; j < 20; j++) {
        xyz[n++] = (float) (foot.x() + 0.02 * Math.cos(angle));
        xyz[n++] = (float) (foot.y() + 0.02 * Math.sin(angle));
        xyz[n++] = (float) (foot.z() + 0.005 * (j + offset));
      }
    }
    return PointCloud.of(xyz, "world");
  }

  @Test
  void aPostIsTakenAsNotTurned() {
    for (double offset : new double[] {0.2, 0.5, 0.8}) {
      ObjectMotion motion = motion(post(Vec3.ZERO, 0), post(SHIFT, offset));
      assertEquals(0, motion.X_DL().yaw(), Math.toRadians(5), "offset " + offset);
      assertEquals(0, motion.X_DL().position().distance(SHIFT), 0.006, "offset " + offset);
    }
  }

  @Test
  void whatWasTurnedIsTakenAsTurned() {
    PointCloud before = Scenes.box(Vec3.ZERO);
    Pose turn = new Pose(SHIFT, Quaternion.yaw(0.6));
    ObjectMotion motion = motion(before, before.transformed(turn, "world"));
    assertEquals(0.6, motion.X_DL().yaw(), Math.toRadians(5));
  }

  @Test
  void anObjectBelievedElsewhereIsShiftedAndNothingElse() {
    ObjectMotion motion = new ObjectMotion(new Pose(SHIFT, Quaternion.yaw(1)), 1, 1, false, false);
    SceneAlignment scene = new SceneAlignment(motion, ObjectMotion.NONE, Pose.IDENTITY);
    SceneAlignment shifted = scene.withObjectShifted(new Vec3(0.01, 0, 0));
    Vec3 point = new Vec3(0.1, 0.2, 0.3);
    Vec3 moved = shifted.object().X_DL().transform(point);
    assertEquals(0.01, moved.minus(motion.X_DL().transform(point)).x(), 1e-12);
    assertEquals(ObjectMotion.NONE, shifted.fixture());
  }
}
