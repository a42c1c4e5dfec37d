package org.pollex.hardware.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.ActionSpec;

/** The gate's allocation-free form judges as the other one does. */
class ApprovedBlockTest {
  private static final int SLOTS = 5;
  private static final long SEED = 20261125;

  private static ActionGate gate(SafetyProfile.Enforcer by) {
    ActionSpec spec =
        new ActionSpec(
            ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION,
            "world",
            List.of(
                new ActionSpec.Channel("dx", "m", 0.01, -1, 1),
                new ActionSpec.Channel("dy", "m", 0.01, -1, 1),
                new ActionSpec.Channel("dz", "m", 0.01, -1, 1),
                new ActionSpec.Channel("gripper", "1", 1, -1, 1)),
            80);
    Box workspace = new Box(new Vec3(-0.02, -0.02, -0.02), new Vec3(0.02, 0.02, 0.02));
    SafetyProfile profile =
        new SafetyProfile(
            "test", 3, 0.008, 0.8, Optional.of(workspace), by, "none", Duration.ofMillis(1));
    return SafetyGate.forWorld(profile, spec, SLOTS, false);
  }

  private static void begin(ActionGate gate) {
    for (int slot = 0; slot < SLOTS; slot++) {
      gate.beginEpisode(slot, null);
      gate.observe(slot, 0.015 * (slot - 2) / 2, 0, 0.019);
    }
  }

  @Test
  void bothFormsApproveTheSameNumbersAndCountTheSame() {
    for (SafetyProfile.Enforcer by : SafetyProfile.Enforcer.values()) {
      ActionGate whole = gate(by);
      ActionGate blocks = gate(by);
      ApprovedBlock block = blocks.newBlock();
      begin(whole);
      begin(blocks);
      SplittableRandom random = new SplittableRandom(SEED);
      for (int round = 0; round < 200; round++) {
        float[] proposed = new float[SLOTS * 4];
        for (int i = 0; i < proposed.length; i++) {
          proposed[i] = (float) random.nextDouble(-2, 2);
        }
        ApprovedActions expected =
            whole.approve(
                new ActionBatch(
                    new int[] {0, 1, 2, 3, 4}, 1, 4, proposed.clone(), new long[SLOTS]));
        blocks.approve(MemorySegment.ofArray(proposed), block);
        for (int i = 0; i < proposed.length; i++) {
          assertEquals(expected.value(i / 4, 0, i % 4), block.value(i / 4, i % 4), "seed " + SEED);
        }
      }
      for (int slot = 0; slot < SLOTS; slot++) {
        assertEquals(whole.interventions(slot), blocks.interventions(slot));
        assertEquals(200, blocks.interventions(slot).actions());
      }
    }
  }

  @Test
  void aRefusedBlockHoldsNothing() {
    ActionGate gate = gate(SafetyProfile.Enforcer.WORLD);
    ApprovedBlock block = gate.newBlock();
    assertThrows(IllegalStateException.class, () -> block.value(0, 0));
    float[] actions = new float[SLOTS * 4];
    gate.approve(MemorySegment.ofArray(actions), block);
    assertEquals(0, block.value(4, 3));
    actions[7] = Float.NEGATIVE_INFINITY;
    UnsafeCommandException refused =
        assertThrows(
            UnsafeCommandException.class,
            () -> gate.approve(MemorySegment.ofArray(actions), block));
    assertEquals(1, refused.slot());
    assertThrows(IllegalStateException.class, () -> block.value(0, 0));
    assertThrows(
        BadInputException.class, () -> gate.approve(MemorySegment.ofArray(new float[3]), block));
    ApprovedBlock foreign = gate(SafetyProfile.Enforcer.WORLD).newBlock();
    assertThrows(
        IllegalArgumentException.class,
        () -> gate.approve(MemorySegment.ofArray(new float[SLOTS * 4]), foreign));
  }
}
