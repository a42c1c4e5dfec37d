package org.pollex.sim.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.safety.ApprovedActions;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.hardware.world.WorldPort;

/**
 * A port whose observations carry pictures: for each camera NAME the stream NAME, uint8 [height,
 * width, 3], RGB, of the moment of the observation. Chunks of actions are stepped one by one, since
 * only the present can be rendered.
 */
public final class CameraPort implements WorldPort {
  private final GrpcWorldPort port;
  private final List<Camera> cameras;
  private final boolean hanging;

  /**
   * Adds cameras to a port, which this one now owns.
   *
   * @param hanging true to turn the pictures by half a turn, for cameras that hang upside down
   */
  public CameraPort(GrpcWorldPort port, List<Camera> cameras, boolean hanging) {
    this.port = port;
    this.cameras = List.copyOf(cameras);
    this.hanging = hanging;
  }

  @Override
  public WorldInfo info() {
    return port.info();
  }

  @Override
  public int slots() {
    return port.slots();
  }

  @Override
  public ActionSpec actionSpec() {
    return port.actionSpec();
  }

  @Override
  public ObservationSpec observationSpec() {
    List<StreamSpec> streams = new ArrayList<>(port.observationSpec().streams());
    cameras.forEach(
        camera ->
            streams.add(
                new StreamSpec(
                    camera.name(),
                    DType.U8,
                    List.of(camera.height(), camera.width(), 3),
                    "",
                    "",
                    "RGB",
                    StreamSpec.Privilege.NONE,
                    false)));
    return new ObservationSpec(streams);
  }

  @Override
  public Map<String, TaskSpec> tasks() {
    return port.tasks();
  }

  @Override
  public StepBatch reset(int[] slots, List<InitialCondition> initialConditions) {
    return seen(port.reset(slots, initialConditions));
  }

  @Override
  public List<StepBatch> step(ApprovedActions actions, boolean stopAtSuccess) {
    if (actions.steps() > 1) {
      throw new BadInputException(
          "a chunk of " + actions.steps() + " actions in a world with cameras",
          "Give one action at a time: only the present can be rendered.");
    }
    return port.step(actions, stopAtSuccess).stream().map(this::seen).toList();
  }

  private StepBatch seen(StepBatch batch) {
    Map<String, Tensor> streams = new LinkedHashMap<>(batch.streams());
    Map<String, ByteBuffer> pixels = new LinkedHashMap<>();
    cameras.forEach(
        c -> pixels.put(c.name(), ByteBuffer.allocate(batch.rows() * c.height() * c.width() * 3)));
    port.render(batch.slots(), cameras, Set.of(RenderedImage.Channel.RGB), hanging)
        .forEach(image -> pixels.get(image.camera()).put(image.pixels().bytes()));
    for (Camera camera : cameras) {
      int[] shape = {batch.rows(), camera.height(), camera.width(), 3};
      streams.put(camera.name(), Tensor.wrap(DType.U8, shape, pixels.get(camera.name()).flip()));
    }
    return new StepBatch(
        batch.slots(),
        batch.steps(),
        batch.stampNanos(),
        streams,
        batch.reward(),
        batch.terminated(),
        batch.truncated(),
        batch.success(),
        batch.errors());
  }

  @Override
  public void close() {
    port.close();
  }
}
