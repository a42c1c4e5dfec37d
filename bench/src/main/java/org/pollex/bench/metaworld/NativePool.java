package org.pollex.bench.metaworld;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.task.Info;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.worlds.BatchMemory;
import org.pollex.mujoco.worlds.StepThreads;
import org.pollex.mujoco.worlds.WorldGroup;

/** Our worlds, stepped together through the safety gate into one block of memory. */
final class NativePool implements Contestant {
  private static final int WARM_UP = 20;
  private static final int COMPILER_WARM_UP = 2000;

  private final SceneModels models = new SceneModels();
  private final StepThreads threads;
  private final PeerActions actions;
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
    SafetyGate gate = new SafetyGate(SafetyProfile.metaworld(), action(), environments, false);
    try (Arena arena = Arena.ofShared()) {
      BatchMemory memory =
          BatchMemory.allocate(
              arena, environments, MetaworldEnv.ACTION, MetaworldEnv.OBSERVATION, Info.KEYS.size());
      try (WorldGroup group =
          new WorldGroup(
              k -> new PoolWorld(Tasks.of(tasks.get(k % tasks.size())), k, models, gate),
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
        long wall = System.nanoTime();
        long cpu = process.getProcessCpuTime();
        for (int i = 0; i < steps; i++) {
          memory.actions().copyFrom(rows[i % rows.length]);
          group.step();
        }
        return new Figure(
            (double) steps * environments,
            (System.nanoTime() - wall) / 1e9,
            (process.getProcessCpuTime() - cpu) / 1e9);
      }
    }
  }

  private static ActionSpec action() {
    List<ActionSpec.Channel> channels = new ArrayList<>();
    for (String name : List.of("dx", "dy", "dz")) {
      channels.add(new ActionSpec.Channel(name, "m", 0.01, -1, 1));
    }
    channels.add(new ActionSpec.Channel("gripper", "1", 1, -1, 1));
    return new ActionSpec(ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION, "world", channels, 80);
  }

  @Override
  public void close() {
    threads.close();
    models.close();
  }
}
