package org.pollex.hardware.kinematics;

import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.robot.Joint;
import org.pollex.hardware.robot.RobotModel;

/** All frames of a model at some coordinates, in its root. Not safe for several threads. */
public final class TreeState {
  private final RobotModel model;
  private final int[] parents;
  private final int[] coordinate;
  private final double[] offsets;
  private final double[] axes;
  private final double[] rotations;
  private final double[] positions;

  /**
   * Prepares a model.
   *
   * @param joints names of its hinges in the order of the coordinates; joints that are not listed
   *     stay at zero
   */
  public TreeState(RobotModel model, List<String> joints) {
    this.model = model;
    int n = model.frames().size();
    parents = new int[n];
    coordinate = new int[n];
    offsets = new double[7 * n];
    axes = new double[3 * n];
    rotations = new double[4 * n];
    positions = new double[3 * n];
    for (int i = 0; i < n; i++) {
      RobotModel.Frame frame = model.frames().get(i);
      parents[i] = frame.parent();
      coordinate[i] = frame.joint().map(joint -> joints.indexOf(joint.name())).orElse(-1);
      if (frame.joint().isPresent()) {
        if (frame.joint().get().type() != Joint.Type.REVOLUTE) {
          throw new BadInputException(
              "joint '" + frame.joint().get().name() + "' is no hinge", "Give hinges only.");
        }
        System.arraycopy(frame.joint().get().axis().toArray(), 0, axes, 3 * i, 3);
      }
      Quaternion q = frame.X_PF().rotation().normalized();
      double[] pose = {q.w(), q.x(), q.y(), q.z(), 0, 0, 0};
      System.arraycopy(frame.X_PF().position().toArray(), 0, pose, 4, 3);
      System.arraycopy(pose, 0, offsets, 7 * i, 7);
    }
  }

  /** Returns the index of a frame. */
  public int index(String name) {
    for (int i = 0; i < parents.length; i++) {
      if (model.frames().get(i).name().equals(name)) {
        return i;
      }
    }
    throw BadInputException.unknownName("frame", name, model.names());
  }

  /** Moves the joints (rad). */
  public void update(double[] q) {
    for (int i = 0; i < parents.length; i++) {
      int o = 7 * i;
      if (parents[i] < 0) {
        System.arraycopy(offsets, o, rotations, 0, 4);
        System.arraycopy(offsets, o + 4, positions, 0, 3);
      } else {
        multiply(
            rotations,
            4 * parents[i],
            offsets[o],
            offsets[o + 1],
            offsets[o + 2],
            offsets[o + 3],
            4 * i);
        point(parents[i], offsets, o + 4, positions, 3 * i);
      }
      if (coordinate[i] >= 0) {
        double half = q[coordinate[i]] / 2;
        double s = Math.sin(half);
        multiply(
            rotations,
            4 * i,
            Math.cos(half),
            s * axes[3 * i],
            s * axes[3 * i + 1],
            s * axes[3 * i + 2],
            4 * i);
      }
    }
  }

  private void multiply(double[] a, int i, double w, double x, double y, double z, int out) {
    double aw = a[i];
    double ax = a[i + 1];
    double ay = a[i + 2];
    double az = a[i + 3];
    rotations[out] = aw * w - ax * x - ay * y - az * z;
    rotations[out + 1] = aw * x + ax * w + ay * z - az * y;
    rotations[out + 2] = aw * y - ax * z + ay * w + az * x;
    rotations[out + 3] = aw * z + ax * y - ay * x + az * w;
  }

  /** Writes where a point of a frame is, at the same offset of {@code out}, metres. */
  public void point(int frame, double[] local, int offset, double[] out) {
    point(frame, local, offset, out, offset);
  }

  private void point(int frame, double[] local, int from, double[] out, int to) {
    double w = rotations[4 * frame];
    double x = rotations[4 * frame + 1];
    double y = rotations[4 * frame + 2];
    double z = rotations[4 * frame + 3];
    double px = local[from];
    double py = local[from + 1];
    double pz = local[from + 2];
    double tx = 2 * (y * pz - z * py);
    double ty = 2 * (z * px - x * pz);
    double tz = 2 * (x * py - y * px);
    out[to] = px + w * tx + y * tz - z * ty + positions[3 * frame];
    out[to + 1] = py + w * ty + z * tx - x * tz + positions[3 * frame + 1];
    out[to + 2] = pz + w * tz + x * ty - y * tx + positions[3 * frame + 2];
  }

  /** Returns a frame's pose in the root. */
  public Pose pose(int frame) {
    return new Pose(Vec3.of(positions, 3 * frame), Quaternion.wxyz(rotations, 4 * frame));
  }
}
