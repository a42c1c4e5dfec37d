package org.pollex.sim.metaworld;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.safety.SafetyProfile;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.sim.client.Camera;
import org.pollex.sim.client.CameraPort;
import org.pollex.sim.client.CatalogEntry;
import org.pollex.sim.client.GrpcWorldPort;
import org.pollex.sim.client.PoolOptions;
import org.pollex.sim.client.SampledGoal;
import org.pollex.sim.client.SimulationClient;
import org.pollex.sim.server.Address;
import org.pollex.sim.server.ServerOptions;
import org.pollex.sim.server.SimulationServer;

/**
 * Meta-World on a simulation server: its tasks, its official goals, its worlds.
 *
 * <pre>{@code
 * try (Metaworld metaworld = Metaworld.start()) {
 *   List<String> tasks = metaworld.tasks().resolve("fixtures");
 *   List<InitialCondition> goals = metaworld.goals("MT1", "door-open-v3", 42, 10);
 *   try (WorldBatch world = metaworld.open(tasks, 10, List.of("ee_pos", "cloud_points"))) {
 *     world.reset(new int[] {0}, List.of(goals.getFirst()));
 *   }
 * }
 * }</pre>
 */
public final class Metaworld implements MetaworldBackend {
  /** The back end's name in the contract. */
  public static final String BACKEND = "metaworld";

  /** Streams that come with the first observation of an episode alone. */
  public static final Set<String> RESET_ONLY =
      Set.of("cloud_points", "cloud_labels", "cloud_viewpoint");

  private final SimulationServer server;
  private final SimulationClient client;
  private List<CatalogEntry> catalog;
  private TaskSets tasks;
  private Description description;

  private Metaworld(SimulationServer server) {
    this.server = server;
    this.client = new SimulationClient(server);
  }

  /** Starts a server of its own, which ends with {@link #close}. */
  public static Metaworld start() {
    return new Metaworld(SimulationServer.start(ServerOptions.ownSocket()));
  }

  /** Uses a server that runs already. */
  public static Metaworld attach(Address address) {
    return new Metaworld(SimulationServer.attach(address));
  }

  /** Returns the server. */
  public SimulationServer server() {
    return server;
  }

  /** Returns the connection to it. */
  public SimulationClient client() {
    return client;
  }

  @Override
  public List<CatalogEntry> catalog() {
    if (catalog == null) {
      catalog = client.tasks(BACKEND, "");
    }
    return catalog;
  }

  @Override
  public TaskSets tasks() {
    if (tasks == null) {
      tasks = new TaskSets(catalog());
    }
    return tasks;
  }

  @Override
  public Description describe() {
    if (description == null) {
      String anyTask = catalog().getFirst().id();
      PoolOptions smallest = options(List.of(anyTask), 1, List.of()).withWorkers(1);
      try (GrpcWorldPort probe = client.open(smallest)) {
        description = new Description(probe.info(), probe.actionSpec(), probe.offeredStreams());
      }
    }
    return description;
  }

  @Override
  public List<InitialCondition> goals(String benchmark, String task, int seed, int count) {
    return client.benchmarkGoals(BACKEND, benchmark, task, "train", seed, count).stream()
        .map(SampledGoal::condition)
        .toList();
  }

  /** Opens slots behind the safety gate, one worker process for each core. */
  @Override
  public WorldBatch open(List<String> tasks, int slots, List<String> streams) {
    return gated(client.open(options(tasks, slots, streams)));
  }

  /**
   * The same with pictures of every moment: streams named after the cameras.
   *
   * @param cameras of the scene; all of them hang upside down, or none does
   */
  public WorldBatch open(
      List<String> tasks, int slots, List<String> streams, List<Camera> cameras) {
    long hanging = cameras.stream().filter(c -> hangs(c.name())).count();
    if (hanging != 0 && hanging != cameras.size()) {
      throw new BadInputException(
          "cameras " + cameras.stream().map(Camera::name).toList(),
          "Allowed together: those that hang upside down (corner, corner2, …), or the others.");
    }
    GrpcWorldPort port = client.open(options(tasks, slots, streams));
    return new WorldBatch(new CameraPort(port, cameras, hanging > 0), SafetyProfile.metaworld());
  }

  /** Returns true for cameras that Meta-World hangs upside down. */
  public static boolean hangs(String camera) {
    return camera.startsWith("corner");
  }

  /** Puts Meta-World's safety gate in front of a port, for pools with options of their own. */
  public static WorldBatch gated(GrpcWorldPort port) {
    return new WorldBatch(port, SafetyProfile.metaworld());
  }

  /** The options that {@link #open} uses, to be changed and given to {@link SimulationClient}. */
  public static PoolOptions options(List<String> tasks, int slots, List<String> streams) {
    // The gate follows the commanded position, whatever a policy may read.
    SequencedSet<String> everyStep = new LinkedHashSet<>();
    everyStep.add(SafetyProfile.metaworld().commandStream());
    List<String> resetOnly = new ArrayList<>();
    for (String stream : streams) {
      if (RESET_ONLY.contains(stream)) {
        resetOnly.add(stream);
      } else {
        everyStep.add(stream);
      }
    }
    return PoolOptions.of(BACKEND, tasks, slots)
        .withStreams(List.copyOf(everyStep))
        .withResetStreams(resetOnly);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
