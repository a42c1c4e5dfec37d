package org.pollex.policies.mt3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

class FailureStageTest {
  private static final ObjectMotion SURE = ObjectMotion.NONE;
  private static final ObjectMotion UNSURE =
      new ObjectMotion(new Pose(Vec3.ZERO, Quaternion.yaw(1)), 0.9, 0.4, true, false);

  @Test
  void theFirstStageThatDidNotDoItsPartIsBlamed() {
    assertEquals(FailureStage.MOTION, FailureStage.of(SURE, Double.NaN, 0, false));
    assertEquals(FailureStage.MOTION, FailureStage.of(UNSURE, 0.05, 0.1, true));
    assertEquals(FailureStage.POSE, FailureStage.of(UNSURE, 0.005, 0.1, true));
    assertEquals(FailureStage.REPLAY, FailureStage.of(SURE, 0.005, 0.05, true));
    assertEquals(FailureStage.REPLAY, FailureStage.of(SURE, 0.005, 0.01, false));
    assertEquals(FailureStage.TASK_INTRINSIC, FailureStage.of(SURE, 0.005, 0.01, true));
  }

  @Test
  void reportsSpellStagesWithDashes() {
    assertEquals("task-intrinsic", FailureStage.TASK_INTRINSIC.label());
  }
}
