package org.pollex.sim.client;

import java.util.List;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.world.TaskSpec;

/**
 * Everything that a server says about a task.
 *
 * @param id for example {@code door-open-v3}
 * @param index position in the back end's own list
 * @param description what happens
 * @param instruction one imperative sentence for a robot
 * @param horizon steps after which an episode is truncated
 * @param commandBox where the environment keeps the commanded position, metres, world; null if
 *     nowhere
 * @param parameters what an initial condition sets, in order
 * @param minSeparation smallest distance between object and goal in the xy plane, metres; 0 = none
 * @param goalKind {@code independent}, {@code fixture_derived} or {@code constant}
 * @param fixtureTask true when one fixture is all that moves between episodes
 * @param goalVisible true when visible geometry shows where the goal is
 * @param movedBody name of the part that the task moves
 * @param movedJoint name of that part's joint; may be empty
 * @param targetBody top-level body that carries it (cloud label 1)
 * @param goalBody top-level body of the goal fixture (cloud label 2); may be empty
 * @param objectNames rows of the stream {@code object_poses}
 * @param successPredicate when the task counts as done
 * @param hasExpert true when the stream {@code expert_action} is there
 * @param difficulty {@code easy}, {@code medium}, {@code hard}, {@code very hard} or empty
 * @param benchmarks which benchmarks contain the task
 * @param sceneHash SHA-256 of the compiled scene
 */
public record CatalogEntry(
    String id,
    int index,
    String description,
    String instruction,
    int horizon,
    Box commandBox,
    List<Parameter> parameters,
    double minSeparation,
    String goalKind,
    boolean fixtureTask,
    boolean goalVisible,
    String movedBody,
    String movedJoint,
    String targetBody,
    String goalBody,
    List<String> objectNames,
    String successPredicate,
    boolean hasExpert,
    String difficulty,
    List<Membership> benchmarks,
    String sceneHash) {

  /** One number of an initial condition and its range. */
  public record Parameter(String name, double low, double high, String unit) {}

  /** A benchmark that contains the task: {@code split} is {@code train} or {@code test}. */
  public record Membership(String benchmark, String split, int index) {}

  /** Copies the lists. */
  public CatalogEntry {
    parameters = List.copyOf(parameters);
    objectNames = List.copyOf(objectNames);
    benchmarks = List.copyOf(benchmarks);
  }

  /** Returns what the World seam knows about the task. */
  public TaskSpec spec() {
    return new TaskSpec(
        id,
        instruction,
        horizon,
        commandBox,
        parameters.stream().map(Parameter::low).toList(),
        parameters.stream().map(Parameter::high).toList());
  }

  static CatalogEntry of(org.pollex.sim.v1.TaskSpec task) {
    org.pollex.sim.v1.ParameterSpec range = task.getParameters();
    List<Parameter> parameters =
        java.util.stream.IntStream.range(0, range.getLowCount())
            .mapToObj(
                i ->
                    new Parameter(
                        i < range.getNamesCount() ? range.getNames(i) : "p" + i,
                        range.getLow(i),
                        range.getHigh(i),
                        i < range.getUnitsCount() ? range.getUnits(i) : ""))
            .toList();
    return new CatalogEntry(
        task.getTaskId(),
        task.getIndex(),
        task.getDescription(),
        task.getInstruction(),
        task.getHorizon(),
        box(task.getCommandLowList(), task.getCommandHighList()),
        parameters,
        range.getMinSeparation(),
        task.getGoalKind().name().toLowerCase(java.util.Locale.ROOT),
        task.getFixtureTask(),
        task.getGoalVisibleInScene(),
        task.getMovedBody(),
        task.getMovedJoint(),
        task.getTargetBody(),
        task.getGoalBody(),
        task.getObjectNamesList(),
        task.getSuccessPredicate(),
        task.getHasExpert(),
        task.getDifficulty(),
        task.getBenchmarksList().stream()
            .map(m -> new Membership(m.getBenchmark(), m.getSplit(), m.getIndex()))
            .toList(),
        task.getSceneHash());
  }

  private static Box box(List<Double> low, List<Double> high) {
    if (low.size() != 3 || high.size() != 3) {
      return null;
    }
    return new Box(
        new Vec3(low.get(0), low.get(1), low.get(2)),
        new Vec3(high.get(0), high.get(1), high.get(2)));
  }
}
