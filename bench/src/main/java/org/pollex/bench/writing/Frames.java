package org.pollex.bench.writing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.EpisodeMetadata;
import org.pollex.datasets.episode.EpisodeOutcome;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * Episodes of a lab: pictures with a moving square and sensor noise, 32 states, 7 actions. They lie
 * in one file of raw numbers that both sides read: for each episode pictures, states, actions.
 */
final class Frames {
  static final int STEPS = 200;
  static final int SIDE = 128;

  private static final int STATES = 32;
  private static final int ACTIONS = 7;
  private static final int PICTURES = STEPS * SIDE * SIDE * 3;
  private static final int BYTES = PICTURES + STEPS * (STATES * 8 + ACTIONS * 4);
  private static final List<StreamSpec> SPECS =
      List.of(
          spec("obs/image", DType.U8, SIDE, SIDE, 3),
          spec("obs/states", DType.F64, STATES),
          spec("actions", DType.F32, ACTIONS));

  private Frames() {}

  private static StreamSpec spec(String name, DType dtype, Integer... shape) {
    return new StreamSpec(
        name, dtype, List.of(shape), "", "", "", StreamSpec.Privilege.NONE, false);
  }

  static void write(Path file, int episodes) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int e = 0; e < episodes; e++) {
        ByteBuffer bytes = bytes(e);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
    }
  }

  private static ByteBuffer bytes(int episode) {
    Random random = new Random(episode);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int t = 0; t < STEPS; t++) {
      int top = (3 * t + episode) % (SIDE - 16);
      int left = (2 * t + 5 * episode) % (SIDE - 16);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          boolean square = y >= top && y < top + 16 && x >= left && x < left + 16;
          int noise = random.nextInt();
          bytes.put((byte) ((square ? 220 : x + episode) + (noise & 3)));
          bytes.put((byte) ((square ? 40 : y + t) + (noise >> 2 & 3)));
          bytes.put((byte) ((square ? 30 : 96) + (noise >> 4 & 3)));
        }
      }
    }
    double[] walk = new double[STATES];
    for (int t = 0; t < STEPS; t++) {
      for (int i = 0; i < STATES; i++) {
        walk[i] += 0.01 * random.nextGaussian();
        bytes.putDouble(walk[i]);
      }
    }
    for (int i = 0; i < STEPS * ACTIONS; i++) {
      bytes.putFloat((float) random.nextGaussian());
    }
    return bytes.flip();
  }

  /** Reads one episode of the file. */
  static Episode read(Path file, int index) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    try (FileChannel in = FileChannel.open(file)) {
      while (bytes.hasRemaining()) {
        in.read(bytes, (long) index * BYTES + bytes.position());
      }
    }
    bytes.flip();
    Map<String, Tensor> streams = new LinkedHashMap<>();
    for (StreamSpec spec : SPECS) {
      int[] shape = new int[spec.shape().size() + 1];
      shape[0] = STEPS;
      int size = STEPS * spec.dtype().bytes();
      for (int axis = 1; axis < shape.length; axis++) {
        shape[axis] = spec.shape().get(axis - 1);
        size *= shape[axis];
      }
      ByteBuffer part = bytes.slice(bytes.position(), size);
      bytes.position(bytes.position() + size);
      streams.put(spec.name(), Tensor.wrap(spec.dtype(), shape, part));
    }
    EpisodeMetadata metadata =
        new EpisodeMetadata("push", "push", index, 0, List.of(), "", 0, 20, "", Map.of());
    EpisodeOutcome outcome = new EpisodeOutcome(true, STEPS - 1, 0, "success");
    return new Episode(metadata, Optional.of(outcome), SPECS, streams, Map.of());
  }
}
