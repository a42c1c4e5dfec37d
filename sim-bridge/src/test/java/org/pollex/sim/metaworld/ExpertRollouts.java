package org.pollex.sim.metaworld;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;

/** Runs scripted experts over many goals, each episode until its first success or the horizon. */
final class ExpertRollouts {
  private static final int SLOTS = 10;
  private static final int HORIZON = 500;

  private ExpertRollouts() {}

  /** Returns how many of the goals the expert reached. */
  static int successes(Metaworld metaworld, String task, List<InitialCondition> goals) {
    int slots = Math.min(SLOTS, goals.size());
    Deque<InitialCondition> waiting = new ArrayDeque<>(goals);
    float[][] next = new float[slots][];
    int[] steps = new int[slots];
    int successes = 0;
    try (WorldBatch world = metaworld.open(List.of(task), slots, List.of("expert_action"))) {
      List<Integer> running = new ArrayList<>();
      for (int slot = 0; slot < slots; slot++) {
        next[slot] = begin(world, slot, waiting.removeFirst());
        running.add(slot);
      }
      while (!running.isEmpty()) {
        int[] active = running.stream().mapToInt(Integer::intValue).toArray();
        float[][] actions =
            IntStream.of(active).mapToObj(slot -> next[slot]).toArray(float[][]::new);
        StepBatch seen = world.step(ActionBatch.single(active, actions));
        for (int row = 0; row < active.length; row++) {
          int slot = active[row];
          next[slot] = expert(seen.streams().get("expert_action"), row);
          steps[slot]++;
          boolean success = seen.success()[row];
          if (success || steps[slot] == HORIZON) {
            successes += success ? 1 : 0;
            steps[slot] = 0;
            if (waiting.isEmpty()) {
              running.remove(Integer.valueOf(slot));
            } else {
              next[slot] = begin(world, slot, waiting.removeFirst());
            }
          }
        }
      }
    }
    return successes;
  }

  private static float[] begin(WorldBatch world, int slot, InitialCondition goal) {
    StepBatch first = world.reset(new int[] {slot}, List.of(goal));
    return expert(first.streams().get("expert_action"), 0);
  }

  private static float[] expert(Tensor column, int row) {
    return column.row(row).toFloats();
  }
}
