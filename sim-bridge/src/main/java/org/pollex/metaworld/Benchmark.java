package org.pollex.metaworld;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.pollex.errors.BadInputException;
import org.pollex.metaworld.numpy.RandomState;
import org.pollex.metaworld.task.TaskSpec;
import org.pollex.metaworld.task.Tasks;

/**
 * Meta-World's benchmarks: which tasks, and which 50 goals of each for a seed.
 *
 * <p>The package draws goals by resetting an environment 50 times, and a reset draws twice, so here
 * the second of each two draws counts. All tasks of a split share one stream of numbers in the
 * benchmark's order: the same task has other goals in another benchmark.
 */
public final class Benchmark {
  /** Goals per task. */
  public static final int GOALS = 50;

  private static final String TRAIN = "train";
  private static final String TEST = "test";

  private static final List<String> MT10 =
      ids(
          "reach push pick-place door-open drawer-open drawer-close button-press-topdown"
              + " peg-insert-side window-open window-close");

  private static final List<String> MT25 =
      join(
          MT10,
          ids(
              "coffee-pull pick-out-of-hole disassemble pick-place-wall basketball stick-pull"
                  + " button-press-wall faucet-open door-lock lever-pull sweep-into faucet-close"
                  + " coffee-button button-press-topdown-wall dial-turn"));

  private static final List<String> MT50 = Tasks.all().stream().map(TaskSpec::id).toList();

  private static final List<String> ML10 =
      ids(
          "reach push pick-place door-open drawer-close button-press-topdown peg-insert-side"
              + " window-open sweep basketball");

  private static final List<String> ML10_TEST =
      ids("drawer-open door-close shelf-place sweep-into lever-pull");

  // The package has basketball in both splits.
  private static final List<String> ML25_TEST =
      ids("basketball door-close shelf-place sweep button-press");

  // MT50 without the test tasks, but in another order.
  private static final List<String> ML45 =
      ids(
          "assembly basketball button-press-topdown button-press-topdown-wall button-press"
              + " button-press-wall coffee-button coffee-pull coffee-push dial-turn disassemble"
              + " door-close door-open drawer-close drawer-open faucet-open faucet-close hammer"
              + " handle-press-side handle-press handle-pull-side handle-pull lever-pull"
              + " pick-place-wall pick-out-of-hole push-back pick-place plate-slide"
              + " plate-slide-side plate-slide-back plate-slide-back-side peg-insert-side"
              + " peg-unplug-side soccer stick-push stick-pull push-wall push reach-wall reach"
              + " shelf-place sweep-into sweep window-open window-close");

  private static final List<String> ML45_TEST =
      ids("bin-picking box-close hand-insert door-lock door-unlock");

  private static final SequencedMap<String, Map<String, List<String>>> SETS = sets();

  /**
   * One goal of a benchmark.
   *
   * @param task the task's id
   * @param index 0 to 49, within the task
   * @param randVec the initial condition
   */
  public record Goal(String task, int index, double[] randVec) {}

  private Benchmark() {}

  /** Returns the names of the benchmarks of several tasks and their splits' tasks, in order. */
  public static SequencedMap<String, Map<String, List<String>>> all() {
    return SETS;
  }

  /**
   * Returns the tasks of a benchmark in its own order.
   *
   * @param benchmark {@code MT1}, {@code MT10}, {@code MT25}, {@code MT50}, {@code ML1}, {@code
   *     ML10}, {@code ML25} or {@code ML45}
   * @param task the one task of MT1 or ML1; ignored otherwise
   * @param split {@code train} or {@code test}
   * @throws BadInputException for names that are not
   */
  public static List<String> tasks(String benchmark, String task, String split) {
    Map<String, List<String>> splits;
    if (benchmark.equals("MT1") || benchmark.equals("ML1")) {
      List<String> one = List.of(Tasks.of(task).id());
      splits = benchmark.equals("MT1") ? Map.of(TRAIN, one) : Map.of(TRAIN, one, TEST, one);
    } else {
      splits = SETS.get(benchmark);
    }
    if (splits == null) {
      Set<String> names = new LinkedHashSet<>(List.of("MT1", "ML1"));
      names.addAll(SETS.keySet());
      throw BadInputException.unknownName("benchmark", benchmark, names);
    }
    if (!splits.containsKey(split)) {
      throw BadInputException.unknownName("split of " + benchmark, split, splits.keySet());
    }
    return splits.get(split);
  }

  /**
   * Returns the goals that {@code metaworld.<benchmark>(seed=seed)} makes, in its order.
   *
   * @param seed 0 to 2<sup>32</sup> - 1
   */
  public static List<Goal> goals(String benchmark, String task, String split, long seed) {
    List<String> tasks = tasks(benchmark, task, split);
    boolean otherGoals = benchmark.equals("ML1") && split.equals(TEST);
    RandomState random = new RandomState(otherGoals ? seed + 1 : seed);
    List<Goal> goals = new ArrayList<>(GOALS * tasks.size());
    for (String id : tasks) {
      TaskSpec spec = Tasks.of(id);
      for (int i = 0; i < GOALS; i++) {
        spec.draw(random);
        goals.add(new Goal(id, i, spec.draw(random)));
      }
    }
    return goals;
  }

  private static SequencedMap<String, Map<String, List<String>>> sets() {
    SequencedMap<String, Map<String, List<String>>> sets = new LinkedHashMap<>();
    sets.put("MT10", Map.of(TRAIN, MT10));
    sets.put("MT25", Map.of(TRAIN, MT25));
    sets.put("MT50", Map.of(TRAIN, MT50));
    sets.put("ML10", Map.of(TRAIN, ML10, TEST, ML10_TEST));
    sets.put("ML25", Map.of(TRAIN, MT25, TEST, ML25_TEST));
    sets.put("ML45", Map.of(TRAIN, ML45, TEST, ML45_TEST));
    return sets;
  }

  private static List<String> ids(String names) {
    return List.of(names.split(" ")).stream().map(name -> name + "-v3").toList();
  }

  private static List<String> join(List<String> a, List<String> b) {
    List<String> joined = new ArrayList<>(a);
    joined.addAll(b);
    return List.copyOf(joined);
  }
}
