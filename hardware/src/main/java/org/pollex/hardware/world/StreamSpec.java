package org.pollex.hardware.world;

import java.util.List;
import org.pollex.hardware.tensor.DType;

/**
 * One named stream of observations.
 *
 * @param name unique in its world, for example {@code ee_pos}
 * @param dtype element type
 * @param shape sizes of one observation (without a batch axis); -1 where it varies
 * @param unit physical unit, or empty
 * @param frame frame of reference, or empty
 * @param layout what the numbers are, in order; names the quaternion order where there is one
 * @param privilege what reading the stream means for a claim about a policy
 * @param resetOnly true when the stream is there only in the first observation of an episode
 */
public record StreamSpec(
    String name,
    DType dtype,
    List<Integer> shape,
    String unit,
    String frame,
    String layout,
    Privilege privilege,
    boolean resetOnly) {

  /** Who could know a stream outside a simulator. */
  public enum Privilege {
    /** A robot has it: proprioception, camera, instruction. */
    NONE,
    /** The goal point, told to the policy because no visible geometry shows it. */
    GOAL,
    /** The simulator's own state: object poses, full state, the expert's action. */
    SIMULATOR
  }

  /** Copies the shape. */
  public StreamSpec {
    shape = List.copyOf(shape);
  }
}
