package org.pollex.eval.trial;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.pollex.errors.BadInputException;
import org.pollex.eval.trial.world.TrialWorld;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldInfo;

/**
 * A fast world without physics: an episode succeeds after a number of steps when the first channel
 * of the action exceeds the initial condition's threshold. Tasks are {@code heads} and {@code
 * tails}; {@code both} is the set of them.
 */
final class CoinWorld implements TrialWorld {
  private final long stepNanos;
  private final Predicate<InitialCondition> failingResets;
  private final String physics;

  /** Creates a world with physics of its own. */
  CoinWorld(String physics) {
    this(0, condition -> false, physics);
  }

  /** Creates a world whose steps take some time. */
  CoinWorld(long stepNanos) {
    this(stepNanos, condition -> false);
  }

  /** Creates a world that cannot be reset to some conditions, as long as the predicate says so. */
  CoinWorld(long stepNanos, Predicate<InitialCondition> failingResets) {
    this(stepNanos, failingResets, CoinPort.PHYSICS);
  }

  private CoinWorld(long stepNanos, Predicate<InitialCondition> failingResets, String physics) {
    this.physics = physics;
    this.stepNanos = stepNanos;
    this.failingResets = failingResets;
  }

  static TrialWorld open(String name) {
    if (!name.equals("coin")) {
      throw BadInputException.unknownName("world", name, List.of("coin"));
    }
    return new CoinWorld(Long.getLong("coin.step.nanos", 0));
  }

  @Override
  public WorldInfo info() {
    return new WorldInfo("coin", false, physics, Map.of("coin", "1"));
  }

  @Override
  public ActionSpec actionSpec() {
    return CoinPort.ACTIONS;
  }

  @Override
  public ObservationSpec observationSpec() {
    return CoinPort.STREAMS;
  }

  @Override
  public Map<String, TaskSpec> tasks(List<String> names) {
    Map<String, TaskSpec> chosen = new LinkedHashMap<>();
    for (String name : names) {
      for (String task : name.equals("both") ? List.of("heads", "tails") : List.of(name)) {
        if (!CoinPort.TASKS.containsKey(task)) {
          throw BadInputException.unknownName("task", task, List.of("heads", "tails", "both"));
        }
        chosen.put(task, CoinPort.TASKS.get(task));
      }
    }
    return chosen;
  }

  @Override
  public List<InitialCondition> sample(String benchmark, String task, long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed ^ task.hashCode());
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new InitialCondition(
                    task,
                    new double[] {random.nextDouble(), random.nextInt(1, 20)},
                    benchmark + "/" + seed + "/" + task + "/" + i))
        .toList();
  }

  @Override
  public WorldBatch open(Collection<String> tasks, Collection<String> streams, int slots) {
    return new WorldBatch(
        new CoinPort(slots, stepNanos, failingResets, physics), SafetyProfile.metaworld());
  }

  @Override
  public void close() {}
}
