package org.pollex.sim.client;

import java.time.Duration;
import java.util.List;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.sim.server.Address;
import org.pollex.sim.server.SimulationServer;
import org.pollex.sim.v1.CreatePoolReply;
import org.pollex.sim.v1.CreatePoolRequest;
import org.pollex.sim.v1.GetServerInfoRequest;
import org.pollex.sim.v1.ListTasksRequest;
import org.pollex.sim.v1.SampleTasksRequest;
import org.pollex.sim.v1.SimulationGrpc;

/**
 * A connection to a simulation server: what it is, what it offers, and pools of slots on it.
 *
 * <p>Safe for use by several threads; each world that it opens is for one thread at a time. All
 * methods throw {@link org.pollex.errors.BadInputException} for what the server refuses and {@link
 * org.pollex.errors.RunFailedException}, with the end of the server's log, when it cannot be
 * reached or fails.
 */
public final class SimulationClient implements AutoCloseable {
  private final Address address;
  private final Channels channels;
  private final SimulationGrpc.SimulationBlockingStub calls;
  private final Attempts attempts;
  private volatile ServerInfo fingerprinted;

  /** Connects to a server, which stays its owner's to close. */
  public SimulationClient(SimulationServer server) {
    this.address = server.address();
    this.channels = Channels.open(address);
    this.calls = SimulationGrpc.newBlockingStub(channels.channel());
    this.attempts = new Attempts(server);
  }

  /** Returns what the server is, without the fingerprint of its physics. */
  public ServerInfo info() {
    return info(false, Deadlines.QUICK);
  }

  /** Returns what the server is, after it ran its canonical rollout; asked once. */
  public ServerInfo infoWithFingerprint() {
    if (fingerprinted == null) {
      fingerprinted = info(true, Deadlines.PATIENT);
    }
    return fingerprinted;
  }

  private ServerInfo info(boolean fingerprint, Duration deadline) {
    GetServerInfoRequest request =
        GetServerInfoRequest.newBuilder().setWantPhysicsFingerprint(fingerprint).build();
    return attempts.run(
        "asking what it is",
        deadline,
        within -> ServerInfo.of(calls(within).getServerInfo(request)));
  }

  /**
   * Returns the tasks of a simulator, in its own order.
   *
   * @param benchmark only this benchmark's tasks, for example {@code MT10}; empty = all
   */
  public List<CatalogEntry> tasks(String backend, String benchmark) {
    ListTasksRequest request =
        ListTasksRequest.newBuilder().setBackend(backend).setBenchmark(benchmark).build();
    return attempts.run(
        "listing tasks",
        Deadlines.PATIENT,
        within ->
            calls(within).listTasks(request).getTasksList().stream()
                .map(CatalogEntry::of)
                .toList());
  }

  /**
   * Returns the official goals of a benchmark, equal to what its Python constructor draws.
   *
   * @param name MT1, MT10, MT25, MT50, ML1, ML10, ML25 or ML45
   * @param task the task, for MT1 and ML1; else empty
   * @param split {@code train} or {@code test}
   * @param seed the benchmark's seed
   * @param goalsPerTask how many goals of each task, from the first; 0 = all
   */
  public List<SampledGoal> benchmarkGoals(
      String backend, String name, String task, String split, int seed, int goalsPerTask) {
    return sample(
        SampleTasksRequest.newBuilder()
            .setBackend(backend)
            .setBenchmark(
                SampleTasksRequest.Benchmark.newBuilder()
                    .setName(name)
                    .setTaskId(task)
                    .setSplit(split)
                    .setSeed(seed)
                    .setGoalsPerTask(goalsPerTask))
            .build());
  }

  /** Draws fresh goals uniformly from each task's box, rejected when too close; reproducible. */
  public List<SampledGoal> drawGoals(String backend, List<String> tasks, int perTask, long seed) {
    return sample(
        SampleTasksRequest.newBuilder()
            .setBackend(backend)
            .setDraw(
                SampleTasksRequest.Draw.newBuilder()
                    .addAllTaskIds(tasks)
                    .setPerTask(perTask)
                    .setSeed(seed))
            .build());
  }

  /** Checks conditions that were made elsewhere as a reset would, without moving anything. */
  public List<SampledGoal> checkGoals(String backend, List<InitialCondition> conditions) {
    return sample(
        SampleTasksRequest.newBuilder()
            .setBackend(backend)
            .setExplicit(
                SampleTasksRequest.Explicit.newBuilder()
                    .addAllConditions(conditions.stream().map(ConditionCodec::encode).toList()))
            .build());
  }

  private List<SampledGoal> sample(SampleTasksRequest request) {
    return attempts.run(
        "sampling initial conditions",
        Deadlines.PATIENT,
        within ->
            calls(within).sampleTasks(request).getTasksList().stream()
                .map(SampledGoal::of)
                .toList());
  }

  /**
   * Opens a pool of slots. Put a {@link org.pollex.hardware.world.WorldBatch} in front of it before
   * use: it brings the safety gate.
   *
   * @throws org.pollex.errors.BadInputException for an unknown task or stream; names the valid ones
   */
  public GrpcWorldPort open(PoolOptions options) {
    CreatePoolRequest request = options.request();
    Duration deadline = Deadlines.create(request.getTaskIdsCount());
    CreatePoolReply pool;
    do {
      pool =
          attempts.run(
              "creating a pool of " + request.getNumSlots() + " slots",
              deadline,
              within -> calls(within).createPool(request));
    } while (pool.getState() == CreatePoolReply.State.CREATING);
    return new GrpcWorldPort(
        this, request.getBackend(), new Pool(calls, this::openLink, attempts, pool));
  }

  private StepLink openLink() {
    return StepLane.beside(address)
        .<StepLink>map(StepLane::open)
        .orElseGet(() -> StepStream.open(channels.channel()));
  }

  /** Returns the bare connection, for checks of the contract itself. */
  public io.grpc.Channel channel() {
    return channels.channel();
  }

  private SimulationGrpc.SimulationBlockingStub calls(Duration within) {
    return Deadlines.limited(calls, within);
  }

  /** Ends the connection; worlds that it opened are of no use afterwards. */
  @Override
  public void close() {
    channels.close();
  }
}
