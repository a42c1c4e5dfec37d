package org.pollex.sim.conformance;

import java.util.List;
import java.util.Set;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.WorldPort;
import org.pollex.sim.metaworld.Metaworld;

/** Meta-World behind a server, with every stream that it has. */
public record MetaworldSubject(Metaworld metaworld, List<String> tasks) implements WorldSubject {
  private static final long SEED = 7;
  private static final List<String> STREAMS =
      List.of(
          "state39",
          "ee_pos",
          "ee_quat",
          "tcp_pos",
          "gripper",
          "arm_qpos",
          "goal",
          "object_poses",
          "expert_action",
          "info",
          "integration_state",
          "prev_obs",
          "cloud_points",
          "cloud_labels",
          "cloud_viewpoint");

  @Override
  public List<InitialCondition> conditions(String task, int count) {
    return metaworld.client().drawGoals(Metaworld.BACKEND, List.of(task), count, SEED).stream()
        .map(goal -> goal.condition())
        .toList();
  }

  @Override
  public WorldPort open(List<String> tasks, int slots) {
    return metaworld.client().open(Metaworld.options(tasks, slots, STREAMS));
  }

  /** MuJoCo clamps the gripper's control when it uses it, and keeps it in its state as given. */
  @Override
  public Set<String> commandEchoes() {
    return Set.of("integration_state");
  }

  @Override
  public SafetyProfile profile() {
    return SafetyProfile.metaworld();
  }
}
