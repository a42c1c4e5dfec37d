package org.pollex.mujoco.worlds;

import java.lang.foreign.ValueLayout;
import java.util.List;
import org.pollex.hardware.safety.ActionGate;
import org.pollex.hardware.safety.ApprovedBlock;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;

/** A small task for tests: a motor's command, joint positions as observation, 20 steps long. */
final class ArmWorld implements SteppedWorld {
  static final int LENGTH = 20;

  private final MjData data;
  private int steps;

  ArmWorld(MjModel model) {
    this.data = model.newData();
  }

  static ActionGate gate(int worlds) {
    ActionSpec spec =
        new ActionSpec(
            ActionSpec.Kind.OTHER,
            "joint",
            List.of(new ActionSpec.Channel("torque", "N m", 1, -1, 1)),
            100);
    SafetyProfile some = SafetyProfile.metaworld();
    return SafetyGate.forWorld(
        new SafetyProfile(
            "arm",
            0,
            some.maxStep(),
            some.maxSpeed(),
            some.workspace(),
            some.workspaceBy(),
            "none",
            some.staleAfter()),
        spec,
        worlds,
        false);
  }

  static BatchMemory memory(java.lang.foreign.Arena arena, int worlds) {
    return BatchMemory.allocate(arena, worlds, 1, 2, 1);
  }

  @Override
  public void reset(BatchMemory memory, int world) {
    data.reset();
    data.forward();
    steps = 0;
    observe(memory, world);
  }

  @Override
  public int step(ApprovedBlock actions, BatchMemory memory, int world) {
    if (data.ctrl().size() > 0) {
      data.ctrl().set(0, actions.value(world, 0));
    }
    data.step(5);
    steps++;
    observe(memory, world);
    memory.reward(world, steps);
    return steps == LENGTH ? BatchMemory.TRUNCATED : 0;
  }

  private void observe(BatchMemory memory, int world) {
    for (int i = 0; i < 2; i++) {
      memory.observations().setAtIndex(ValueLayout.JAVA_DOUBLE, 2L * world + i, data.qpos().get(i));
    }
  }

  @Override
  public MjData data() {
    return data;
  }

  @Override
  public void close() {
    data.close();
  }
}
