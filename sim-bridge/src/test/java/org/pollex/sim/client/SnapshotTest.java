package org.pollex.sim.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.sim.ExactState.SlotState;
import org.pollex.sim.SharedServer;
import org.pollex.sim.metaworld.Metaworld;

@ExtendWith(SharedServer.class)
class SnapshotTest {
  private static final int BEFORE = 20;
  private static final int AFTER = 75;
  private static final long SEED = 3;

  @ParameterizedTest
  @ValueSource(strings = {"bin-picking-v3", "door-lock-v3", "hammer-v3", "coffee-button-v3"})
  void restoredEpisodesGoOnBitByBit(String task, Metaworld metaworld) {
    restoredInAnotherSlotAndPool(task, metaworld);
  }

  @Test
  @Tag("long")
  void allTasksGoOnBitByBit(Metaworld metaworld) {
    metaworld.tasks().resolve("all").forEach(task -> restoredInAnotherSlotAndPool(task, metaworld));
  }

  @Test
  void foreignBytesAreRefused(Metaworld metaworld) {
    PoolOptions options = Metaworld.options(List.of("reach-v3"), 1, List.of("state39"));
    try (GrpcWorldPort port = metaworld.client().open(options)) {
      List<SlotState> foreign = List.of(new SlotState(0, new byte[] {1, 2, 3}));
      assertThrows(BadInputException.class, () -> port.restore(new int[] {0}, foreign));
    }
  }

  private static void restoredInAnotherSlotAndPool(String task, Metaworld metaworld) {
    PoolOptions options =
        Metaworld.options(List.of(task), 2, List.of("state39", "info", "integration_state"));
    Random random = new Random(SEED);
    float[] before = actions(random, BEFORE);
    float[] after = actions(random, AFTER);
    List<SlotState> saved;
    List<StepBatch> original;
    try (GrpcWorldPort port = metaworld.client().open(options)) {
      WorldBatch world = Metaworld.gated(port);
      world.reset(new int[] {0}, metaworld.goals("MT1", task, 42, 1));
      world.stepChunk(chunk(0, before), false);
      saved = port.snapshot(new int[] {0});
      original = world.stepChunk(chunk(0, after), false);
    }
    try (GrpcWorldPort port = metaworld.client().open(options)) {
      WorldBatch world = Metaworld.gated(port);
      port.restore(new int[] {1}, saved);
      List<StepBatch> continued = world.stepChunk(chunk(1, after), false);
      for (int i = 0; i < AFTER; i++) {
        String where = task + ", step " + i + ", seed " + SEED;
        assertEquals(original.get(i).streams(), continued.get(i).streams(), where);
        assertEquals(original.get(i).steps()[0], continued.get(i).steps()[0], where);
      }
    }
  }

  private static float[] actions(Random random, int steps) {
    float[] values = new float[4 * steps];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private static ActionBatch chunk(int slot, float[] values) {
    return new ActionBatch(new int[] {slot}, values.length / 4, 4, values, new long[1]);
  }
}
