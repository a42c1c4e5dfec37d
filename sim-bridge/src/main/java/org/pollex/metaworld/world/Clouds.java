package org.pollex.metaworld.world;

import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** The streams of an episode's first point cloud, which only a simulation server casts. */
final class Clouds {
  static final List<String> NAMES = List.of("cloud_points", "cloud_labels", "cloud_viewpoint");

  Clouds(List<String> names) {
    for (String name : names) {
      if (NAMES.contains(name)) {
        throw new BadInputException(
            "stream " + name + " of Meta-World in this process",
            "Point clouds come from a simulation server: --backend grpc.");
      }
    }
  }

  List<StreamSpec> specs() {
    return List.of();
  }

  Batch batch(int rows) {
    return new Batch();
  }

  /** No clouds. */
  static final class Batch {
    void cast(int row, Slot slot) {}

    Map<String, Tensor> tensors() {
      return Map.of();
    }
  }
}
