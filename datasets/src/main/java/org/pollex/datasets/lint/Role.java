package org.pollex.datasets.lint;

import java.util.List;
import java.util.Locale;
import org.pollex.datasets.episode.Episode;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.world.StreamSpec;

/**
 * What the numbers of a stream are, as its name, unit and layout tell: recordings of other tools
 * often have a name alone.
 */
enum Role {
  /** Unit quaternions, in either order. */
  QUATERNION,
  /** Points in space. */
  POSITION,
  /** Angles of joints. */
  JOINT,
  /** Opening of a gripper. */
  GRIPPER,
  /** Time of an observation. */
  STAMP,
  /** What the robot was told. */
  ACTION,
  /** Pictures, uint8 [height, width, 3]. */
  IMAGE,
  /** Other numbers. */
  OTHER;

  static Role of(StreamSpec spec, int width) {
    String name = spec.name().substring(spec.name().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean observed = spec.name().startsWith(Episode.OBSERVATION);
    if (spec.name().equals(Episode.ACTIONS)) {
      return ACTION;
    }
    if (spec.dtype() == DType.U8 && spec.shape().size() == 3 && spec.shape().get(2) == 3) {
      return IMAGE;
    }
    if (width == 1 && (name.contains("stamp") || name.equals("time"))) {
      return STAMP;
    }
    if (!observed || spec.dtype() != DType.F32 && spec.dtype() != DType.F64) {
      return OTHER;
    }
    if (width == 4 && name.contains("quat")) {
      return QUATERNION;
    }
    if (width <= 2 && name.contains("gripper") && !name.contains("vel")) {
      return GRIPPER;
    }
    boolean angle = List.of("rad", "deg").contains(spec.unit());
    boolean joint = name.contains("qpos") || name.contains("joint_pos");
    if (angle
        || joint && !name.contains("gripper") && !name.contains("sin") && !name.contains("cos")) {
      return JOINT;
    }
    return width == 3 && (List.of("m", "mm").contains(spec.unit()) || name.contains("pos"))
        ? POSITION
        : OTHER;
  }
}
