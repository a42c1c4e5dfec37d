package org.pollex.policies.mt3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.sim.metaworld.Metaworld;

/** Derives from the simulator's scenes which goals no visible geometry shows. */
class HiddenGoalsTest {
  private static final int EPISODES = 5;

  /** Ranges thinner than this do not count as motion, metres. */
  private static final double THIN = 0.005;

  @Test
  void theListIsWhatTheScenesSay() {
    TreeSet<String> hidden = new TreeSet<>();
    try (Metaworld metaworld = Metaworld.start()) {
      List<String> tasks = metaworld.tasks().resolve("all");
      try (WorldBatch world = metaworld.open(tasks, 1, List.of("object_poses"))) {
        for (String task : tasks) {
          if (!isShown(metaworld.goals("MT1", task, 42, EPISODES), world)) {
            hidden.add(task);
          }
        }
      }
    }
    assertEquals(new TreeSet<>(HiddenGoals.TASKS), hidden);
  }

  /** True if in all episodes the goal moves with the object, with the fixture, or not at all. */
  private static boolean isShown(List<InitialCondition> goals, WorldBatch world) {
    List<double[]> poses = new ArrayList<>();
    for (InitialCondition goal : goals) {
      StepBatch first = world.reset(new int[] {0}, List.of(goal));
      poses.add(first.observation(0).vector("object_poses"));
    }
    boolean still = true;
    boolean withObject = true;
    boolean withFixture = true;
    for (double[] pose : poses) {
      Vec3 goal = Vec3.of(pose, 14).minus(Vec3.of(poses.getFirst(), 14));
      Vec3 object = Vec3.of(pose, 0).minus(Vec3.of(poses.getFirst(), 0));
      Vec3 fixture = Vec3.of(pose, 7).minus(Vec3.of(poses.getFirst(), 7));
      still &= goal.norm() < THIN;
      withObject &= goal.distance(object) < THIN;
      // No fixture: not a number, which is not smaller than anything.
      withFixture &= goal.distance(fixture) < THIN;
    }
    return still || withObject || withFixture;
  }
}
