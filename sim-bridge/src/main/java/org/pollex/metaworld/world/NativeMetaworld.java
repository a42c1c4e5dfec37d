package org.pollex.metaworld.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.metaworld.Benchmark;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.task.Tasks;
import org.pollex.mujoco.MuJoCo;
import org.pollex.sim.client.CatalogEntry;
import org.pollex.sim.metaworld.Metaworld;
import org.pollex.sim.metaworld.MetaworldBackend;
import org.pollex.sim.metaworld.TaskSets;

/**
 * Meta-World in this process: its tasks, its official goals, its worlds.
 *
 * <p>Same goals for the same seed, same observations and success as through the simulation server;
 * {@code NativeEqualsServerTest} compares them.
 */
public final class NativeMetaworld implements MetaworldBackend {
  static final ActionSpec ACTIONS =
      new ActionSpec(
          ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION,
          "world",
          List.of(
              new ActionSpec.Channel("dx", "m", 0.01, -1, 1),
              new ActionSpec.Channel("dy", "m", 0.01, -1, 1),
              new ActionSpec.Channel("dz", "m", 0.01, -1, 1),
              new ActionSpec.Channel("gripper", "1", 1, -1, 1)),
          80);

  private final SceneModels models = new SceneModels();
  private List<CatalogEntry> catalog;
  private WorldInfo info;

  /**
   * Looks for MuJoCo and for the scene files.
   *
   * @throws org.pollex.errors.MissingPrerequisiteException when one of them is not there
   */
  public NativeMetaworld() {
    MuJoCo.require();
  }

  /** Returns the compiled scenes. */
  public SceneModels models() {
    return models;
  }

  @Override
  public List<CatalogEntry> catalog() {
    if (catalog == null) {
      List<CatalogEntry> entries = new ArrayList<>();
      Tasks.all().forEach(task -> entries.add(Scenery.of(task.id()).entry(entries.size())));
      catalog = List.copyOf(entries);
    }
    return catalog;
  }

  @Override
  public TaskSets tasks() {
    return new TaskSets(catalog());
  }

  @Override
  public List<InitialCondition> goals(String benchmark, String task, int seed, int count) {
    List<Benchmark.Goal> goals = Benchmark.goals(benchmark, task, "train", seed);
    if (count > goals.size()) {
      throw new BadInputException(
          count + " goals of " + task, "Allowed: up to " + goals.size() + " for a seed.");
    }
    String source = benchmark + "/train/" + seed + "/" + task + "/";
    return goals.subList(0, count).stream()
        .map(goal -> new InitialCondition(task, goal.randVec(), source + goal.index()))
        .toList();
  }

  @Override
  public WorldBatch open(List<String> tasks, int slots, List<String> streams) {
    NativeWorldPort port = openPort(tasks, slots, streams, NativeOptions.standard());
    return new WorldBatch(port, SafetyProfile.metaworld());
  }

  /**
   * Opens slots without a gate in front, with options of their own.
   *
   * @throws BadInputException for unknown tasks or streams
   */
  public NativeWorldPort openPort(
      List<String> tasks, int slots, List<String> streams, NativeOptions options) {
    // The gate follows the commanded position, whatever a policy may read.
    List<String> delivered = new ArrayList<>();
    delivered.add(SafetyProfile.metaworld().commandStream());
    streams.stream().filter(name -> !delivered.contains(name)).forEach(delivered::add);
    return new NativeWorldPort(models, this::info, tasks, slots, delivered, options);
  }

  /** The names of all streams. */
  static List<String> streamNames() {
    List<String> names = new ArrayList<>(Stream.offered().stream().map(Stream::label).toList());
    names.addAll(Clouds.NAMES);
    return names;
  }

  @Override
  public Description describe() {
    List<StreamSpec> offered = new ArrayList<>();
    Stream.offered().forEach(stream -> offered.add(stream.spec(-1)));
    offered.addAll(new Clouds(Clouds.NAMES).specs());
    return new Description(info(), ACTIONS, new ObservationSpec(offered));
  }

  private WorldInfo info() {
    if (info == null) {
      Map<String, String> versions =
          Map.of("metaworld", models.packageVersion(), "mujoco", MuJoCo.require());
      info = new WorldInfo(Metaworld.BACKEND, false, Fingerprint.of(models), versions);
    }
    return info;
  }

  @Override
  public void close() {
    models.close();
  }
}
