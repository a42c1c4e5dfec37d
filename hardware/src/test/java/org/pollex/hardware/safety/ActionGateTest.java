package org.pollex.hardware.safety;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.StepBatch;

class ActionGateTest {
  private static final Box BOX = new Box(new Vec3(-0.5, 0.4, 0.05), new Vec3(0.5, 1, 0.5));
  private static final ActionSpec SPEC =
      new ActionSpec(
          ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION,
          "world",
          List.of(channel("dx"), channel("dy"), channel("dz"), channel("gripper")),
          80);

  private static ActionSpec.Channel channel(String name) {
    return new ActionSpec.Channel(name, "m", 0.01, -1, 1);
  }

  @RepeatedTest(100)
  void legalActionsPassBitUnchangedAndUncounted(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    ActionGate gate = gate(SafetyProfile.metaworld(), false);
    float[] action = new float[4];
    for (int i = 0; i < 4; i++) {
      action[i] = random.nextFloat(-1, 1);
    }
    assertArrayEquals(action, approve(gate, action));
    assertEquals(0, gate.interventions(0).total());
    assertEquals(1, gate.interventions(0).actions());
  }

  @Test
  void rangeIsClampedAndCountedOncePerAction() {
    ActionGate gate = gate(SafetyProfile.metaworld(), false);
    assertArrayEquals(new float[] {1, -1, 0.5f, 1}, approve(gate, 7, -3, 0.5f, 2));
    assertEquals(Map.of(Rule.RANGE, 1L), gate.interventions(0).byRule());
  }

  @Test
  void whatIsNotFiniteIsRefusedWhole() {
    ActionGate gate = gate(SafetyProfile.metaworld(), false);
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      UnsafeCommandException refused =
          assertThrows(UnsafeCommandException.class, () -> approve(gate, 0, bad, 0, 0));
      assertEquals(Rule.NOT_FINITE, refused.rule());
      assertTrue(refused.getMessage().contains("dy"), refused.getMessage());
    }
    assertEquals(3, gate.interventions(0).total());
  }

  @Test
  void wrongLengthIsRefusedWithTheChannelNames() {
    ActionGate gate = gate(SafetyProfile.metaworld(), false);
    BadInputException refused = assertThrows(BadInputException.class, () -> approve(gate, 0, 0, 0));
    assertTrue(refused.getMessage().contains("gripper"), refused.getMessage());
  }

  @Test
  void theWorldsOwnBoxIsCountedAndLeftToTheWorld() {
    ActionGate gate = gate(SafetyProfile.metaworld(), false);
    gate.observe(commandAt(0.499, 0.6, 0.2));
    assertArrayEquals(new float[] {1, 0, 0, 0}, approve(gate, 1, 0, 0, 0));
    assertEquals(Map.of(Rule.WORKSPACE, 1L), gate.interventions(0).byRule());
  }

  @Test
  void aChunkIsJudgedAlongThePositionsItLeadsTo() {
    ActionGate gate = gate(SafetyProfile.metaworld(), false);
    gate.observe(commandAt(0.475, 0.6, 0.2));
    float[] chunk = new float[16];
    for (int step = 0; step < 4; step++) {
      chunk[4 * step] = 1;
    }
    gate.approve(new ActionBatch(new int[] {0}, 4, 4, chunk, new long[1]));
    // 0.485 and 0.495 are inside; 0.505 is not, and the position then stays at 0.5.
    assertEquals(Map.of(Rule.WORKSPACE, 2L), gate.interventions(0).byRule());
  }

  @RepeatedTest(100)
  void aGuardedBoxIsNeverLeft(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    ActionGate gate = gate(guarded(0.02, 10), false);
    Vec3 command = new Vec3(0, 0.6, 0.2);
    for (int step = 0; step < 200; step++) {
      gate.observe(commandAt(command.x(), command.y(), command.z()));
      float[] wanted = {
        (float) random.nextGaussian(),
        (float) random.nextGaussian(),
        (float) random.nextGaussian(),
        0
      };
      float[] given = approve(gate, wanted);
      command = command.plus(new Vec3(given[0], given[1], given[2]).times(0.01));
      assertTrue(BOX.clamp(command).distance(command) < 1e-8, "left the box: " + command);
    }
  }

  @Test
  void longStepsAreShortenedInTheirDirection() {
    ActionGate gate = gate(guarded(0.005, 10), false);
    gate.observe(commandAt(0, 0.6, 0.2));
    assertArrayEquals(new float[] {0.5f, 0.25f, 0, 0}, approve(gate, 1, 0.5f, 0, 0), 1e-6f);
    assertEquals(Map.of(Rule.STEP_SIZE, 1L), gate.interventions(0).byRule());
  }

  @Test
  void fastStepsAreSlowedDown() {
    ActionGate gate = gate(guarded(1, 0.4), false);
    gate.observe(commandAt(0, 0.6, 0.2));
    assertArrayEquals(new float[] {0.5f, 0, 0, 0}, approve(gate, 1, 0, 0, 0), 1e-6f);
    assertEquals(Map.of(Rule.SPEED, 1L), gate.interventions(0).byRule());
  }

  @Test
  void staleActionsAreRefusedInRealTimeOnly() {
    long[] now = {0};
    ActionGate real = new ActionGate(SafetyProfile.metaworld(), SPEC, 1, true, () -> now[0]);
    real.beginEpisode(0, BOX);
    now[0] = Duration.ofMillis(99).toNanos();
    approve(real, 0, 0, 0, 0);
    now[0] = Duration.ofMillis(101).toNanos();
    UnsafeCommandException refused =
        assertThrows(UnsafeCommandException.class, () -> approve(real, 0, 0, 0, 0));
    assertEquals(Rule.STALE, refused.rule());
    approve(gate(SafetyProfile.metaworld(), false), 0, 0, 0, 0);
  }

  private static SafetyProfile guarded(double maxStep, double maxSpeed) {
    return new SafetyProfile(
        "guarded",
        3,
        maxStep,
        maxSpeed,
        Optional.of(BOX),
        SafetyProfile.Enforcer.GATE,
        "command_pos",
        Duration.ofMillis(100));
  }

  private static ActionGate gate(SafetyProfile profile, boolean realTime) {
    ActionGate gate = SafetyGate.forWorld(profile, SPEC, 1, realTime);
    gate.beginEpisode(0, BOX);
    return gate;
  }

  private static StepBatch commandAt(double... position) {
    return new StepBatch(
        new int[] {0},
        new int[1],
        new long[1],
        Map.of("command_pos", Tensor.ofDoubles(position, 1, 3)),
        new double[1],
        new boolean[1],
        new boolean[1],
        new boolean[1],
        Map.of());
  }

  private static float[] approve(ActionGate gate, float... action) {
    ApprovedActions approved =
        gate.approve(ActionBatch.single(new int[] {0}, new float[][] {action}));
    float[] values = new float[action.length];
    ByteBuffer.wrap(approved.toLittleEndian())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
