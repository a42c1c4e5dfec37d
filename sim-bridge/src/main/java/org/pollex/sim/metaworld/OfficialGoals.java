package org.pollex.sim.metaworld;

import java.util.ArrayList;
import java.util.List;
import org.pollex.hardware.world.InitialCondition;

/**
 * Any number of initial conditions of a task: the 50 goals of MT1(task, seed), then seed + 1, ...
 */
public final class OfficialGoals {
  private static final int PER_SEED = 50;

  private OfficialGoals() {}

  /** Returns the first {@code count} goals; equal arguments give equal goals. */
  public static List<InitialCondition> of(
      MetaworldBackend metaworld, String task, int seed, int count) {
    List<InitialCondition> goals = new ArrayList<>();
    for (int next = seed; goals.size() < count; next++) {
      int wanted = Math.min(PER_SEED, count - goals.size());
      goals.addAll(metaworld.goals("MT1", task, next, wanted));
    }
    return goals;
  }
}
