package org.pollex.datasets.episode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** Draws episodes of any shape and type; the same seed gives the same episode. */
public final class RandomEpisodes {
  public static final Environment ENVIRONMENT =
      new Environment(
          "metaworld",
          Environment.GYM,
          Map.of("reward_version", "v2", "frame_skip", 5),
          Map.of("metaworld", "3.1.1", "mujoco", "3.3.0"));

  private RandomEpisodes() {}

  /** An episode with the usual streams of a robot and some of random type and shape. */
  public static Episode draw(long seed, int index) {
    Random random = new Random(seed * 1_000_003 + index);
    int steps = 1 + random.nextInt(30);
    List<StreamSpec> specs = new ArrayList<>();
    specs.add(spec("actions", DType.F32, List.of(4), "", ""));
    specs.add(spec("rewards", DType.F64, List.of(), "", ""));
    specs.add(spec("dones", DType.U8, List.of(), "", ""));
    specs.add(spec("states", DType.F64, List.of(9), "", ""));
    specs.add(spec("obs/ee_pos", DType.F64, List.of(3), "m", "world"));
    for (int i = 0; i < 3; i++) {
      DType dtype = DType.values()[random.nextInt(DType.values().length)];
      List<Integer> shape = random.ints(random.nextInt(4), 1, 5).boxed().toList();
      specs.add(spec("obs/random" + i, dtype, shape, "", ""));
    }
    Map<String, Tensor> streams = new LinkedHashMap<>();
    specs.forEach(s -> streams.put(s.name(), tensor(random, s.dtype(), shape(steps, s.shape()))));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int points = random.nextInt(50);
    tensors.put("cloud_points", tensor(random, DType.F32, points, 3));
    tensors.put("cloud_labels", tensor(random, DType.U8, points));
    tensors.put("obs_last/ee_pos", tensor(random, DType.F64, 3));
    boolean success = random.nextBoolean();
    EpisodeMetadata metadata =
        new EpisodeMetadata(
            "door-open-v3",
            "open the “door”",
            index,
            seed,
            List.of(random.nextDouble(), random.nextGaussian()),
            "expert",
            0.1,
            80,
            "corner3",
            Map.of("benchmark", "MT1"));
    EpisodeOutcome outcome =
        new EpisodeOutcome(success, success ? steps - 1 : -1, random.nextDouble(), "horizon");
    return new Episode(metadata, Optional.of(outcome), specs, streams, tensors);
  }

  /** The same with a camera, whose pictures a journal compresses. */
  public static Episode drawWithPictures(long seed, int index) {
    Episode base = draw(seed, index);
    List<StreamSpec> specs = new ArrayList<>(base.specs());
    Map<String, Tensor> streams = new LinkedHashMap<>(base.streams());
    StreamSpec camera = spec("obs/camera", DType.U8, List.of(40, 48, 3), "", "");
    specs.add(camera);
    Random random = new Random(seed * 7 + index);
    streams.put(camera.name(), tensor(random, DType.U8, shape(base.steps(), camera.shape())));
    return new Episode(base.metadata(), base.outcome(), specs, streams, base.tensors());
  }

  private static StreamSpec spec(
      String name, DType dtype, List<Integer> shape, String unit, String frame) {
    return new StreamSpec(name, dtype, shape, unit, frame, "", StreamSpec.Privilege.NONE, false);
  }

  private static int[] shape(int steps, List<Integer> row) {
    int[] shape = new int[row.size() + 1];
    shape[0] = steps;
    for (int i = 0; i < row.size(); i++) {
      shape[i + 1] = row.get(i);
    }
    return shape;
  }

  /** Random bytes, so floats include NaN, infinities and denormals; bool is 0 or 1. */
  private static Tensor tensor(Random random, DType dtype, int... shape) {
    int size = dtype.bytes();
    for (int s : shape) {
      size *= s;
    }
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    if (dtype == DType.BOOL) {
      for (int i = 0; i < size; i++) {
        bytes[i] &= 1;
      }
    }
    return Tensor.wrap(dtype, shape, ByteBuffer.wrap(bytes));
  }

  /** Records all of an episode but its end. */
  public static OpenEpisode record(EpisodeRecorder recorder, Episode episode, int steps) {
    OpenEpisode open = recorder.begin(episode.metadata(), episode.specs());
    episode.tensors().forEach(open::tensor);
    for (int t = 0; t < steps; t++) {
      Map<String, Tensor> row = new LinkedHashMap<>();
      int step = t;
      episode.streams().forEach((name, values) -> row.put(name, values.row(step)));
      open.step(row);
    }
    return open;
  }

  /** Records a whole episode. */
  public static void record(EpisodeRecorder recorder, Episode episode) {
    record(recorder, episode, episode.steps()).finish(episode.outcome().orElseThrow());
  }
}
