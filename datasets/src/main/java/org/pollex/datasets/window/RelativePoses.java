package org.pollex.datasets.window;

import java.util.List;
import java.util.stream.Stream;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.Tensor;

/**
 * A trajectory as it is seen from where the hand was at a window's latest observation: row k is
 * X_ref⁻¹ · X_k (LBM paper, section on actions). A row has x, y, z in metres, and with rotations
 * the first two rows of the rotation matrix behind them. Without rotations a row is the difference
 * of the positions, in their own frame.
 *
 * @param trajectory what moves: an observation stream, or one that follows the actions' rows
 * @param reference where the hand is
 * @param skip rows at the beginning of the trajectory that are left out
 */
public record RelativePoses(Streams trajectory, Streams reference, int skip) {
  private static final int POSITION = 3;
  private static final int WITH_ROTATION = 9;

  /**
   * The streams of a pose.
   *
   * @param position rows of 3, metres
   * @param rotation rows of 4, quaternions w, x, y, z; empty for none
   */
  public record Streams(String position, String rotation) {
    List<String> names() {
      return Stream.of(position, rotation).filter(name -> !name.isEmpty()).toList();
    }

    /** The pose in one row; {@code rows} are the tensors of {@link #names}. */
    private Pose pose(List<Tensor> rows, int row) {
      Tensor p = rows.getFirst();
      Vec3 position =
          new Vec3(p.get(POSITION * row), p.get(POSITION * row + 1), p.get(POSITION * row + 2));
      return rotation.isEmpty()
          ? Pose.translation(position)
          : new Pose(position, Quaternion.wxyz(rows.get(1).row(row).toDoubles(), 0).normalized());
    }
  }

  /** Refuses a trajectory that has rotations where its reference has none, or the reverse. */
  public RelativePoses {
    if (skip < 0 || trajectory.rotation().isEmpty() != reference.rotation().isEmpty()) {
      throw new BadInputException(
          trajectory + " relative to " + reference + ", without its first " + skip + " rows",
          "Allowed: both with rotations or both without, and 0 or more rows left out.");
    }
  }

  /** Returns the numbers of a row: 3, or 9 with rotations. */
  public int width() {
    return trajectory.rotation().isEmpty() ? POSITION : WITH_ROTATION;
  }

  /** Returns the streams that it is made of. */
  public List<String> streams() {
    return Stream.concat(trajectory.names().stream(), reference.names().stream())
        .distinct()
        .toList();
  }

  /** True if a number of a row is one of a rotation's six, which are not scaled. */
  static boolean isRotation(int dimension) {
    return dimension >= POSITION;
  }

  /**
   * Returns row {@code row} of the trajectory relative to row {@code at} of the reference.
   *
   * @param moving tensors of the trajectory's streams, rows first
   * @param fixed tensors of the reference's streams, rows first
   */
  public double[] row(List<Tensor> moving, int row, List<Tensor> fixed, int at) {
    Pose X_RT = reference.pose(fixed, at).inverse().times(trajectory.pose(moving, row));
    Vec3 p = X_RT.position();
    if (width() == POSITION) {
      return new double[] {p.x(), p.y(), p.z()};
    }
    Vec3 x = X_RT.rotation().rotate(new Vec3(1, 0, 0));
    Vec3 y = X_RT.rotation().rotate(new Vec3(0, 1, 0));
    Vec3 z = X_RT.rotation().rotate(new Vec3(0, 0, 1));
    return new double[] {p.x(), p.y(), p.z(), x.x(), y.x(), z.x(), x.y(), y.y(), z.y()};
  }
}
