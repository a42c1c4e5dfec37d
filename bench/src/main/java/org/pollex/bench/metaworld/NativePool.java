package org.pollex.bench.metaworld;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.pollex.hardware.safety.ActionGate;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.metaworld.Benchmark;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.task.RewardVersion;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;
import org.pollex.metaworld.world.GroupWorld;
import org.pollex.metaworld.world.NativeMetaworld;
import org.pollex.mujoco.worlds.BatchMemory;
import org.pollex.mujoco.worlds.StepThreads;
import org.pollex.mujoco.worlds.WorldGroup;

/** Our worlds, stepped together through the safety gate into one block of memory. */
final class NativePool implements Contestant {
  private static final int WARM_UP = 20;
  private static final int COMPILER_WARM_UP = 2000;

  private static final int SEED = 42;

  private final NativeMetaworld metaworld = new NativeMetaworld();
  private final ActionSpec actionSpec = metaworld.describe().action();
  private final StepThreads threads;
  private final PeerActions actions;
  private final ThreadMXBean memoryOfThreads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private double allocated;
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  NativePool(PeerActions actions, int threads) {
    this.actions = actions;
    this.threads = new StepThreads(threads, false);
    measure("reach-v3", 10, COMPILER_WARM_UP);
  }

  @Override
  public String name() {
    return "Pollex";
  }

  @Override
  public Figure measure(String task, int environments, int steps) {
    return measure(List.of(task), environments, steps);
  }

  /** Steps a pool whose environments have these tasks by turns. */
  Figure measure(List<String> tasks, int environments, int steps) {
    MemorySegment[] rows = new MemorySegment[PeerActions.STEPS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = MemorySegment.ofArray(actions.row(i, environments));
    }
    ActionGate gate =
        SafetyGate.forWorld(SafetyProfile.metaworld(), actionSpec, environments, false);
    try (Arena arena = Arena.ofShared()) {
      BatchMemory memory =
          BatchMemory.allocate(
              arena, environments, MetaworldEnv.ACTION, MetaworldEnv.OBSERVATION, GroupWorld.INFO);
      try (WorldGroup group =
          new WorldGroup(
              k -> world(tasks.get(k % tasks.size()), k),
              memory,
              arena,
              threads,
              gate,
              WorldGroup.AutoReset.SAME_STEP)) {
        group.reset();
        for (int i = 0; i < WARM_UP; i++) {
          memory.actions().copyFrom(rows[i]);
          group.step();
        }
        long bytes = memoryOfThreads.getTotalThreadAllocatedBytes();
        long wall = System.nanoTime();
        long cpu = process.getProcessCpuTime();
        for (int i = 0; i < steps; i++) {
          memory.actions().copyFrom(rows[i % rows.length]);
          group.step();
        }
        Figure figure =
            new Figure(
                (double) steps * environments,
                (System.nanoTime() - wall) / 1e9,
                (process.getProcessCpuTime() - cpu) / 1e9);
        allocated = (memoryOfThreads.getTotalThreadAllocatedBytes() - bytes) / figure.envSteps();
        return figure;
      }
    }
  }

  /** Bytes that all threads allocated per environment step in the last measurement. */
  double allocated() {
    return allocated;
  }

  private GroupWorld world(String id, int index) {
    TaskSpec task = Tasks.of(id);
    List<double[]> goals =
        Benchmark.goals("MT1", id, "train", SEED).stream().map(Benchmark.Goal::randVec).toList();
    MetaworldEnv env = new MetaworldEnv(task, metaworld.models().of(task), RewardVersion.V2, false);
    return new GroupWorld(env, goals, index % goals.size(), false);
  }

  @Override
  public void close() {
    threads.close();
    metaworld.close();
  }
}
