package org.pollex.metaworld.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.WorldPort;
import org.pollex.metaworld.numpy.RandomState;
import org.pollex.metaworld.task.Tasks;
import org.pollex.sim.conformance.WorldSubject;

/** Meta-World in this process, with every stream that it has. */
record NativeSubject(NativeMetaworld metaworld, List<String> tasks) implements WorldSubject {
  private static final long SEED = 7;

  @Override
  public List<InitialCondition> conditions(String task, int count) {
    RandomState random = new RandomState(SEED);
    List<InitialCondition> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(new InitialCondition(task, Tasks.of(task).draw(random), task + "/" + i));
    }
    return drawn;
  }

  @Override
  public WorldPort open(List<String> tasks, int slots) {
    List<String> streams = new ArrayList<>(NativeMetaworld.streamNames());
    return metaworld.openPort(tasks, slots, streams, NativeOptions.standard());
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
