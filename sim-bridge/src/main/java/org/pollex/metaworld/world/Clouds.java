package org.pollex.metaworld.world;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.StreamSpec.Privilege;

/**
 * The streams of an episode's first point cloud: what one depth camera beside the robot's shoulder
 * sees of target and goal fixture, without robot and markers. Same camera, rays, points and order
 * as the simulation server's.
 */
final class Clouds {
  static final List<String> NAMES = List.of("cloud_points", "cloud_labels", "cloud_viewpoint");

  private static final int POINTS = 2048;

  private final List<StreamSpec> specs;

  /** Delivers those of the named streams that are clouds. */
  Clouds(List<String> names) {
    specs = ALL.stream().filter(spec -> names.contains(spec.name())).toList();
  }

  private static final List<StreamSpec> ALL =
      List.of(
          new StreamSpec(
              "cloud_points",
              DType.F32,
              List.of(POINTS, 3),
              "m",
              "world",
              "x y z",
              Privilege.NONE,
              true),
          new StreamSpec(
              "cloud_labels",
              DType.U8,
              List.of(POINTS),
              "1",
              "",
              "per point: 0 padding, 1 target object, 2 goal fixture, 3 moved part's own geometry",
              Privilege.NONE,
              true),
          new StreamSpec(
              "cloud_viewpoint",
              DType.F64,
              List.of(3),
              "m",
              "world",
              "x y z",
              Privilege.NONE,
              true));

  List<StreamSpec> specs() {
    return specs;
  }

  /** The clouds of some rows, to be filled by several threads. */
  Batch batch(int rows) {
    return new Batch(rows);
  }

  final class Batch {
    private final int rows;
    private final ByteBuffer points;
    private final ByteBuffer labels;
    private final ByteBuffer viewpoints;

    private Batch(int rows) {
      int wanted = specs.isEmpty() ? 0 : rows;
      this.rows = wanted;
      points = ByteBuffer.allocate(wanted * POINTS * 12).order(ByteOrder.LITTLE_ENDIAN);
      labels = ByteBuffer.allocate(wanted * POINTS);
      viewpoints = ByteBuffer.allocate(wanted * 24).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Looks at a slot whose kinematics are up to date. */
    void cast(int row, Slot slot) {
      if (rows == 0) {
        return;
      }
      CloudCamera.Seen seen = slot.look(POINTS);
      for (int i = 0; i < POINTS; i++) {
        for (int axis = 0; axis < 3; axis++) {
          float value = i < seen.count() ? (float) seen.points()[3 * i + axis] : Float.NaN;
          points.putFloat((row * POINTS + i) * 12 + 4 * axis, value);
        }
        labels.put(row * POINTS + i, i < seen.count() ? seen.labels()[i] : 0);
      }
      for (int axis = 0; axis < 3; axis++) {
        viewpoints.putDouble(row * 24 + 8 * axis, CloudCamera.POSITION[axis]);
      }
    }

    Map<String, Tensor> tensors() {
      Map<String, Tensor> named = new LinkedHashMap<>();
      List<ByteBuffer> buffers = List.of(points, labels, viewpoints);
      for (StreamSpec spec : specs) {
        int[] shape = new int[spec.shape().size() + 1];
        shape[0] = rows;
        for (int i = 1; i < shape.length; i++) {
          shape[i] = spec.shape().get(i - 1);
        }
        ByteBuffer bytes = buffers.get(NAMES.indexOf(spec.name())).duplicate();
        named.put(spec.name(), Tensor.wrap(spec.dtype(), shape, bytes));
      }
      return named;
    }
  }
}
