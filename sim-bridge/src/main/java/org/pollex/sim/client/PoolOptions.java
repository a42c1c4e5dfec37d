package org.pollex.sim.client;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.pollex.sim.v1.CloudSpec;
import org.pollex.sim.v1.CreatePoolRequest;

/**
 * What pool of simulated slots to open. Immutable: every {@code with} method returns a changed
 * copy.
 *
 * <pre>{@code
 * PoolOptions.of("metaworld", List.of("reach-v3"), 10).withStreams(List.of("state39"))
 * }</pre>
 */
public final class PoolOptions {
  private final CreatePoolRequest request;

  private PoolOptions(CreatePoolRequest request) {
    this.request = request;
  }

  /**
   * A pool with the back end's defaults: one worker process for each core, episodes that end at the
   * horizon alone, goals visible, no streams.
   *
   * @param backend simulator, for example {@code metaworld}
   * @param tasks tasks that its slots may take, each at any reset
   * @param slots number of slots
   */
  public static PoolOptions of(String backend, List<String> tasks, int slots) {
    return new PoolOptions(
        CreatePoolRequest.newBuilder()
            .setBackend(backend)
            .addAllTaskIds(tasks)
            .setNumSlots(slots)
            .build());
  }

  /** The same with the streams that every observation carries. */
  public PoolOptions withStreams(List<String> names) {
    return changed(copy -> copy.clearStepStreams().addAllStepStreams(names));
  }

  /** The same with streams that the first observation of an episode carries in addition. */
  public PoolOptions withResetStreams(List<String> names) {
    return changed(copy -> copy.clearResetStreams().addAllResetStreams(names));
  }

  /** The same with a number of worker processes; 0 = one for each core. */
  public PoolOptions withWorkers(int count) {
    return changed(copy -> copy.setWorkers(count));
  }

  /** The same with a version of the rewards ({@code v1}, {@code v2}); success depends on it. */
  public PoolOptions withRewardVersion(String version) {
    return changed(copy -> copy.setRewardVersion(version));
  }

  /** The same with episodes that end at their first success. */
  public PoolOptions withTerminateOnSuccess() {
    return changed(copy -> copy.setTerminateOnSuccess(true));
  }

  /** The same with the goal hidden from everybody, as in Meta-World's ML benchmarks. */
  public PoolOptions withHiddenGoal() {
    return changed(copy -> copy.setHideGoal(true));
  }

  /**
   * The same with other point clouds.
   *
   * @param cameras empty = the server's one default camera; more than one = a fused view, which no
   *     single camera of a robot sees and which results must name
   * @param maxPoints rows of a cloud; 0 = the server's default
   */
  public PoolOptions withCloud(List<Camera> cameras, int maxPoints) {
    CloudSpec.Builder cloud = CloudSpec.newBuilder().setMaxPoints(maxPoints);
    cameras.forEach(camera -> cloud.addCameras(camera.message()));
    return changed(copy -> copy.setCloud(cloud));
  }

  /** The same with another time for which the server keeps the pool of a silent client. */
  public PoolOptions withLease(Duration lease) {
    return changed(copy -> copy.setLeaseSeconds(Math.toIntExact(lease.toSeconds())));
  }

  private PoolOptions changed(Consumer<CreatePoolRequest.Builder> change) {
    CreatePoolRequest.Builder copy = request.toBuilder();
    change.accept(copy);
    return new PoolOptions(copy.build());
  }

  /** The request under a fresh id; reset streams include those of every step. */
  CreatePoolRequest request() {
    List<String> resetOnly =
        request.getResetStreamsList().stream()
            .filter(name -> !request.getStepStreamsList().contains(name))
            .toList();
    return request.toBuilder()
        .setClientRequestId(UUID.randomUUID().toString())
        .clearResetStreams()
        .addAllResetStreams(request.getStepStreamsList())
        .addAllResetStreams(resetOnly)
        .build();
  }
}
