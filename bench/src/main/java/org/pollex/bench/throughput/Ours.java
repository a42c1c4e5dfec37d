package org.pollex.bench.throughput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.sim.metaworld.Metaworld;

/** The same work through Java, the safety gate, gRPC and our server with two workers. */
final class Ours implements AutoCloseable {
  private static final int EPISODE = 500;
  private static final int SEED = 42;
  private static final int WARM_UP = 200;

  private final WorldBatch world;
  private final int[] slots;
  private final List<InitialCondition> goals;
  private final Actions actions;
  private long[] latencies = {};

  Ours(Metaworld metaworld, List<String> tasks, int count, Actions actions) {
    this.world =
        Metaworld.gated(
            metaworld
                .client()
                .open(
                    Metaworld.options(tasks, count, List.of("state39", "info"))
                        .withWorkers(Math.min(2, count))));
    this.slots = IntStream.range(0, count).toArray();
    this.actions = actions;
    this.goals = new ArrayList<>();
    for (int slot : slots) {
      goals.add(metaworld.goals("MT1", tasks.get(slot % tasks.size()), SEED, 1).getFirst());
    }
    stepsPerSecond(WARM_UP, 1);
  }

  /** Runs vector steps with a reset every 500 and returns environment steps a second. */
  double stepsPerSecond(int steps, int chunk) {
    world.reset(slots, goals);
    latencies = new long[steps / chunk];
    int inEpisode = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < latencies.length; i++) {
      int size = Math.min(chunk, EPISODE - inEpisode);
      long before = System.nanoTime();
      float[] block = actions.block(slots.length, i * chunk, size);
      ActionBatch batch =
          new ActionBatch(slots, size, Actions.DIMENSION, block, new long[slots.length]);
      world.stepChunk(batch, false);
      latencies[i] = System.nanoTime() - before;
      inEpisode += size;
      if (inEpisode == EPISODE) {
        world.reset(slots, goals);
        inEpisode = 0;
      }
    }
    double seconds = (System.nanoTime() - begin) * 1e-9;
    return latencies.length * (double) chunk * slots.length / seconds;
  }

  /** Returns a quantile of the last run's times for one call, milliseconds. */
  double latencyMillis(double quantile) {
    long[] sorted = latencies.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, quantile * sorted.length)] * 1e-6;
  }

  @Override
  public void close() {
    world.close();
  }
}
