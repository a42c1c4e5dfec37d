package org.pollex.sim.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pollex.errors.BadInputException;
import org.pollex.errors.MissingPrerequisiteException;
import org.pollex.hardware.safety.ApprovedActions;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.hardware.world.WorldPort;
import org.pollex.sim.ExactState;
import org.pollex.sim.v1.RenderRequest;
import org.pollex.sim.v1.ResetRequest;
import org.pollex.sim.v1.RestoreRequest;
import org.pollex.sim.v1.StepChunkRequest;
import org.pollex.sim.v1.StepRequest;

/**
 * A pool of slots on a simulation server, as a world's port.
 *
 * <p>Steps go over the server's lane where there is one, else over one open stream. Observations
 * are views of the received messages: nothing is copied on the way.
 */
public final class GrpcWorldPort implements WorldPort, ExactState {
  private final SimulationClient client;
  private final String backend;
  private final Pool pool;
  private final ActionSpec actionSpec;
  private final ObservationSpec observationSpec;
  private final Map<String, TaskSpec> tasks;
  private final StepReplies replies;
  private WorldInfo info;

  GrpcWorldPort(SimulationClient client, String backend, Pool pool) {
    this.client = client;
    this.backend = backend;
    this.pool = pool;
    this.actionSpec = SpecCodec.action(pool.description().getAction());
    this.observationSpec = SpecCodec.observation(pool.description());
    this.tasks = SpecCodec.tasks(pool.description());
    this.replies =
        new StepReplies(pool.description().getNumSlots(), pool.description().getStepSeconds());
  }

  /** Returns what stands behind this world; the first call runs the server's canonical rollout. */
  @Override
  public WorldInfo info() {
    if (info == null) {
      ServerInfo server = client.infoWithFingerprint();
      Map<String, String> versions = new TreeMap<>(server.packages());
      versions.put("pollex_sim", server.serverVersion());
      info = new WorldInfo(backend, false, server.physicsFingerprint(), versions);
    }
    return info;
  }

  @Override
  public int slots() {
    return pool.description().getNumSlots();
  }

  @Override
  public ActionSpec actionSpec() {
    return actionSpec;
  }

  @Override
  public ObservationSpec observationSpec() {
    return observationSpec;
  }

  @Override
  public Map<String, TaskSpec> tasks() {
    return tasks;
  }

  /** Returns every stream that a pool of these tasks can be opened with. */
  public ObservationSpec offeredStreams() {
    return SpecCodec.offered(pool.description());
  }

  /** Returns the cameras that this pool's point clouds see; more than one = a fused view. */
  public List<Camera> cloudCameras() {
    return pool.description().getCloudCamerasList().stream().map(Camera::of).toList();
  }

  @Override
  public StepBatch reset(int[] slots, List<InitialCondition> initialConditions) {
    if (slots.length != initialConditions.size()) {
      throw new BadInputException(
          slots.length + " slots and " + initialConditions.size() + " initial conditions given",
          "Give one initial condition for each slot.");
    }
    if (slots.length == 0) {
      // The contract reads "no slots" as "all slots".
      throw new BadInputException("a reset of no slots", "Name at least one slot.");
    }
    ResetRequest.Builder request = ResetRequest.newBuilder().addAllSlots(boxed(slots));
    initialConditions.forEach(one -> request.addConditions(ConditionCodec.encode(one)));
    return replies.read(slots.clone(), pool.reset(request));
  }

  @Override
  public List<StepBatch> step(ApprovedActions actions, boolean stopAtSuccess) {
    int[] slots = actions.slots();
    if (slots.length == 0) {
      return List.of();
    }
    byte[] values = actions.toLittleEndian();
    if (actions.steps() == 1) {
      StepRequest.Builder request =
          StepRequest.newBuilder()
              .addAllSlots(boxed(slots))
              .setActions(TensorCodec.float32(values, slots.length, actions.dimension()));
      return List.of(replies.read(slots, pool.step(request, slots.length)));
    }
    int steps = actions.steps();
    byte[] stepsFirst = stepsFirst(values, slots.length, steps, 4 * actions.dimension());
    StepChunkRequest.Builder request =
        StepChunkRequest.newBuilder()
            .addAllSlots(boxed(slots))
            .setStopAtSuccess(stopAtSuccess)
            .setActions(TensorCodec.float32(stepsFirst, steps, slots.length, actions.dimension()));
    return replies.read(slots, steps, pool.stepChunk(request, slots.length, steps));
  }

  /** Turns [slots, steps, action] into the contract's [steps, slots, action]. */
  private static byte[] stepsFirst(byte[] values, int slots, int steps, int actionBytes) {
    byte[] turned = new byte[values.length];
    for (int row = 0; row < slots; row++) {
      for (int step = 0; step < steps; step++) {
        int from = (row * steps + step) * actionBytes;
        int to = (step * slots + row) * actionBytes;
        System.arraycopy(values, from, turned, to, actionBytes);
      }
    }
    return turned;
  }

  @Override
  public List<SlotState> snapshot(int[] slots) {
    List<ByteString> states = pool.snapshot(boxed(slots));
    List<SlotState> result = new ArrayList<>();
    for (int i = 0; i < slots.length; i++) {
      result.add(new SlotState(replies.stepOf(slots[i]), states.get(i).toByteArray()));
    }
    return result;
  }

  @Override
  public void restore(int[] slots, List<SlotState> states) {
    RestoreRequest.States.Builder bytes = RestoreRequest.States.newBuilder();
    states.forEach(state -> bytes.addStates(UnsafeByteOperations.unsafeWrap(state.bytes())));
    pool.restore(RestoreRequest.newBuilder().addAllSlots(boxed(slots)).setStates(bytes));
    for (int i = 0; i < slots.length; i++) {
      replies.restored(slots[i], states.get(i).step());
    }
  }

  /**
   * Renders the present state: slot by slot, camera by camera, channel by channel.
   *
   * @param rotate180 turn images by 180 degrees, for the cameras that Meta-World mounts upside down
   * @throws MissingPrerequisiteException when the server has no OpenGL; names what to install
   */
  public List<RenderedImage> render(
      int[] slots, List<Camera> cameras, Set<RenderedImage.Channel> channels, boolean rotate180) {
    ServerInfo server = client.info();
    if (server.glBackend().isEmpty()) {
      throw new MissingPrerequisiteException(
          "images cannot be rendered: no OpenGL works on the simulation server's machine",
          server.glHint());
    }
    RenderRequest.Builder request =
        RenderRequest.newBuilder().addAllSlots(boxed(slots)).setRotate180(rotate180);
    cameras.forEach(camera -> request.addCameras(camera.message()));
    channels.forEach(channel -> request.addChannels(channel.message()));
    return pool.render(request).getImagesList().stream().map(RenderedImage::of).toList();
  }

  private static List<Integer> boxed(int[] slots) {
    return Arrays.stream(slots).boxed().toList();
  }

  @Override
  public void close() {
    pool.close();
  }
}
