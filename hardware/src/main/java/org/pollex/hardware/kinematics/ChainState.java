package org.pollex.hardware.kinematics;

import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Quaternion;
import org.pollex.hardware.geometry.Vec3;

/** The frames of a chain at some coordinates. Not safe for several threads. */
public final class ChainState {
  private final KinematicChain chain;
  private final int n;
  private final double[] local = new double[9];

  /** Pose after each joint, in the base: row-major rotation (9), translation (3). */
  private final double[] frames;

  /** Axis of each joint in the base. */
  private final double[] axes;

  /** Pose of the tip in the base. */
  final double[] tip = new double[12];

  ChainState(KinematicChain chain) {
    this.chain = chain;
    n = chain.size();
    frames = new double[12 * n];
    axes = new double[3 * n];
  }

  /** Moves the joints to the coordinates (rad or m). Returns this. */
  public ChainState update(double[] q) {
    if (q.length != n) {
      throw new IllegalArgumentException(q.length + " coordinates for " + n + " joints");
    }
    for (int i = 0; i < n; i++) {
      if (i == 0) {
        System.arraycopy(chain.fixed, 0, frames, 0, 12);
      } else {
        multiply(frames, 12 * (i - 1), chain.fixed, 12 * i, frames, 12 * i);
      }
      move(i, q[i] - chain.zeros[i]);
    }
    multiply(frames, 12 * (n - 1), chain.fixed, 12 * n, tip, 0);
    return this;
  }

  private void move(int i, double amount) {
    int f = 12 * i;
    double x = chain.axes[3 * i];
    double y = chain.axes[3 * i + 1];
    double z = chain.axes[3 * i + 2];
    for (int row = 0; row < 3; row++) {
      int r = f + 3 * row;
      axes[3 * i + row] = frames[r] * x + frames[r + 1] * y + frames[r + 2] * z;
    }
    if (chain.prismatic[i]) {
      for (int row = 0; row < 3; row++) {
        frames[f + 9 + row] += amount * axes[3 * i + row];
      }
      return;
    }
    // Rodrigues: R = c I + s [a]x + (1 - c) a a'.
    double c = Math.cos(amount);
    double s = Math.sin(amount);
    double k = 1 - c;
    local[0] = c + k * x * x;
    local[1] = k * x * y - s * z;
    local[2] = k * x * z + s * y;
    local[3] = k * x * y + s * z;
    local[4] = c + k * y * y;
    local[5] = k * y * z - s * x;
    local[6] = k * x * z - s * y;
    local[7] = k * y * z + s * x;
    local[8] = c + k * z * z;
    for (int row = 0; row < 3; row++) {
      int r = f + 3 * row;
      double a = frames[r];
      double b = frames[r + 1];
      double d = frames[r + 2];
      frames[r] = a * local[0] + b * local[3] + d * local[6];
      frames[r + 1] = a * local[1] + b * local[4] + d * local[7];
      frames[r + 2] = a * local[2] + b * local[5] + d * local[8];
    }
  }

  private static void multiply(double[] a, int i, double[] b, int j, double[] out, int k) {
    for (int row = 0; row < 3; row++) {
      double x = a[i + 3 * row];
      double y = a[i + 3 * row + 1];
      double z = a[i + 3 * row + 2];
      out[k + 3 * row] = x * b[j] + y * b[j + 3] + z * b[j + 6];
      out[k + 3 * row + 1] = x * b[j + 1] + y * b[j + 4] + z * b[j + 7];
      out[k + 3 * row + 2] = x * b[j + 2] + y * b[j + 5] + z * b[j + 8];
      out[k + 9 + row] = x * b[j + 9] + y * b[j + 10] + z * b[j + 11] + a[i + 9 + row];
    }
  }

  /**
   * Writes the geometric Jacobian, row-major 6 × n: rows vx vy vz wx wy wz in the base's axes, the
   * linear part taken at the tip's origin.
   */
  public void jacobian(double[] out) {
    for (int i = 0; i < n; i++) {
      double ax = axes[3 * i];
      double ay = axes[3 * i + 1];
      double az = axes[3 * i + 2];
      boolean slide = chain.prismatic[i];
      double dx = tip[9] - frames[12 * i + 9];
      double dy = tip[10] - frames[12 * i + 10];
      double dz = tip[11] - frames[12 * i + 11];
      out[i] = slide ? ax : ay * dz - az * dy;
      out[n + i] = slide ? ay : az * dx - ax * dz;
      out[2 * n + i] = slide ? az : ax * dy - ay * dx;
      out[3 * n + i] = slide ? 0 : ax;
      out[4 * n + i] = slide ? 0 : ay;
      out[5 * n + i] = slide ? 0 : az;
    }
  }

  /** Returns the tip's pose in the base, quaternion with w ≥ 0. */
  public Pose tip() {
    return new Pose(new Vec3(tip[9], tip[10], tip[11]), rotation());
  }

  /**
   * Writes where a point that moves with a joint's link is, in the base, metres.
   *
   * @param joint the joint that moves the link, or -1 for what stands on the base
   */
  public void point(int joint, double x, double y, double z, double[] out, int offset) {
    if (joint < 0) {
      out[offset] = x;
      out[offset + 1] = y;
      out[offset + 2] = z;
      return;
    }
    int f = 12 * joint;
    for (int row = 0; row < 3; row++) {
      int r = f + 3 * row;
      out[offset + row] =
          frames[r] * x + frames[r + 1] * y + frames[r + 2] * z + frames[f + 9 + row];
    }
  }

  /** Writes the tip's origin (m) and its z axis in the base. */
  public void tool(double[] origin, double[] axis) {
    for (int row = 0; row < 3; row++) {
      origin[row] = tip[9 + row];
      axis[row] = tip[3 * row + 2];
    }
  }

  /** Largest component first (Shepperd 1978). */
  private Quaternion rotation() {
    double w = tip[0] + tip[4] + tip[8];
    double x = tip[0] - tip[4] - tip[8];
    double y = tip[4] - tip[0] - tip[8];
    double z = tip[8] - tip[0] - tip[4];
    double zy = tip[7] - tip[5];
    double xz = tip[2] - tip[6];
    double yx = tip[3] - tip[1];
    Quaternion q;
    if (w >= x && w >= y && w >= z) {
      q = new Quaternion(1 + w, zy, xz, yx);
    } else if (x >= y && x >= z) {
      q = new Quaternion(zy, 1 + x, tip[1] + tip[3], tip[2] + tip[6]);
    } else if (y >= z) {
      q = new Quaternion(xz, tip[1] + tip[3], 1 + y, tip[5] + tip[7]);
    } else {
      q = new Quaternion(yx, tip[2] + tip[6], tip[5] + tip[7], 1 + z);
    }
    q = q.normalized();
    return q.w() < 0 ? new Quaternion(-q.w(), -q.x(), -q.y(), -q.z()) : q;
  }
}
