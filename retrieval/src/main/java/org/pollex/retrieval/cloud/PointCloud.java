package org.pollex.retrieval.cloud;

import java.util.Arrays;
import java.util.Optional;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.geometry.Vec3;

/**
 * An immutable set of points, metres, in a named frame, optionally with one label per point and the
 * position of the camera that saw them. Operations on two clouds refuse mixed frames.
 */
public final class PointCloud {
  /** Most points a cloud may hold (192 MB of coordinates). */
  public static final int MAX_POINTS = 1 << 24;

  private final float[] xyz;
  private final byte[] labels;
  private final String frame;
  private final Vec3 viewpoint;

  private PointCloud(float[] xyz, byte[] labels, String frame, Vec3 viewpoint) {
    this.xyz = xyz;
    this.labels = labels;
    this.frame = frame;
    this.viewpoint = viewpoint;
  }

  /**
   * A cloud of packed coordinates x0, y0, z0, x1, ... (copied).
   *
   * @throws BadInputException if the length is no multiple of 3, a coordinate is not finite, there
   *     is no point, or there are more than {@link #MAX_POINTS}
   */
  public static PointCloud of(float[] xyz, String frame) {
    return new PointCloud(checked(xyz.clone()), null, named(frame), null);
  }

  /**
   * The points of a fixed-size block (P x 3) that ends in NaN padding, as a simulation server sends
   * it; rows whose three numbers are all NaN are left out.
   *
   * @param labels one per row, or null
   */
  public static PointCloud ofPadded(float[] block, byte[] labels, String frame) {
    if (labels != null && labels.length * 3 != block.length) {
      throw new BadInputException(
          labels.length + " labels for " + block.length / 3 + " points",
          "Give one label per point");
    }
    float[] kept = new float[block.length];
    byte[] keptLabels = labels == null ? null : new byte[labels.length];
    int n = 0;
    for (int i = 0; i + 2 < block.length; i += 3) {
      if (Float.isNaN(block[i]) && Float.isNaN(block[i + 1]) && Float.isNaN(block[i + 2])) {
        continue;
      }
      System.arraycopy(block, i, kept, 3 * n, 3);
      if (labels != null) {
        keptLabels[n] = labels[i / 3];
      }
      n++;
    }
    float[] xyz = checked(Arrays.copyOf(kept, 3 * n));
    return new PointCloud(
        xyz, labels == null ? null : Arrays.copyOf(keptLabels, n), named(frame), null);
  }

  /** The same points, seen from a known place. */
  public PointCloud seenFrom(Vec3 eye) {
    return new PointCloud(xyz, labels, frame, eye);
  }

  /** The points that carry a label, with everything else kept. Empty if none does. */
  public Optional<PointCloud> labelled(int label) {
    if (labels == null) {
      throw new BadInputException(
          "a cloud without labels", "Read or make the cloud with one label per point");
    }
    int n = 0;
    int[] picked = new int[size()];
    for (int i = 0; i < size(); i++) {
      if ((labels[i] & 0xff) == label) {
        picked[n++] = i;
      }
    }
    return n == 0 ? Optional.empty() : Optional.of(select(Arrays.copyOf(picked, n)));
  }

  /**
   * The points (and the camera) seen from another frame.
   *
   * @param X_AB pose of this cloud's frame B in the new frame A
   * @param frameA name of the new frame
   */
  public PointCloud transformed(Pose X_AB, String frameA) {
    float[] out = new float[xyz.length];
    for (int i = 0; i < xyz.length; i += 3) {
      Vec3 p = X_AB.transform(new Vec3(xyz[i], xyz[i + 1], xyz[i + 2]));
      out[i] = (float) p.x();
      out[i + 1] = (float) p.y();
      out[i + 2] = (float) p.z();
    }
    Vec3 eye = viewpoint == null ? null : X_AB.transform(viewpoint);
    return new PointCloud(checked(out), labels, named(frameA), eye);
  }

  /** The points at these indices, in this order; at least one. */
  public PointCloud select(int[] indices) {
    float[] out = new float[3 * indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(xyz, 3 * indices[i], out, 3 * i, 3);
    }
    return resampled(out, indices);
  }

  /** New coordinates in this frame; labels taken from the points at {@code from}. */
  PointCloud resampled(float[] out, int[] from) {
    byte[] l = labels == null ? null : new byte[from.length];
    for (int i = 0; l != null && i < l.length; i++) {
      l[i] = labels[from[i]];
    }
    return new PointCloud(checked(out), l, frame, viewpoint);
  }

  /** Refuses a cloud in another frame. */
  public void requireSameFrame(PointCloud other) {
    if (!frame.equals(other.frame)) {
      throw new BadInputException(
          "clouds in frames '" + frame + "' and '" + other.frame + "'",
          "Transform one of them into the other's frame first");
    }
  }

  /** Number of points, at least 1. */
  public int size() {
    return xyz.length / 3;
  }

  /** x of point i, metres. */
  public float x(int i) {
    return xyz[3 * i];
  }

  /** y of point i, metres. */
  public float y(int i) {
    return xyz[3 * i + 1];
  }

  /** z of point i, metres. */
  public float z(int i) {
    return xyz[3 * i + 2];
  }

  /** Label of point i; 0 if the cloud has none. */
  public int label(int i) {
    return labels == null ? 0 : labels[i] & 0xff;
  }

  /** Whether points carry labels. */
  public boolean hasLabels() {
    return labels != null;
  }

  /** Name of the frame. */
  public String frame() {
    return frame;
  }

  /** Where the camera stood, if known. */
  public Optional<Vec3> viewpoint() {
    return Optional.ofNullable(viewpoint);
  }

  /** A copy of the coordinates, N x 3. */
  public float[] toArray() {
    return xyz.clone();
  }

  /** The coordinates themselves, for this package's read-only loops. */
  float[] packed() {
    return xyz;
  }

  /** The smallest axis-aligned box around the points, metres. */
  public Box bounds() {
    double[] b = {1e300, 1e300, 1e300, -1e300, -1e300, -1e300};
    for (int i = 0; i < xyz.length; i++) {
      b[i % 3] = Math.min(b[i % 3], xyz[i]);
      b[3 + i % 3] = Math.max(b[3 + i % 3], xyz[i]);
    }
    return new Box(Vec3.of(b, 0), Vec3.of(b, 3));
  }

  /** Length of the diagonal of {@link #bounds()}, metres. */
  public double diagonal() {
    Box box = bounds();
    return box.high().distance(box.low());
  }

  /** Mean of the points, metres. */
  public Vec3 centroid() {
    double[] c = new double[3];
    for (int i = 0; i < xyz.length; i++) {
      c[i % 3] += xyz[i];
    }
    for (int k = 0; k < 3; k++) {
      c[k] /= size();
    }
    return Vec3.of(c, 0);
  }

  private static String named(String frame) {
    if (frame == null || frame.isBlank()) {
      throw new BadInputException(
          "a cloud without a frame name", "Name the frame, for example 'world'");
    }
    return frame;
  }

  private static float[] checked(float[] xyz) {
    if (xyz.length % 3 != 0) {
      throw new BadInputException(xyz.length + " coordinates", "Give three per point (N x 3)");
    }
    if (xyz.length == 0 || xyz.length / 3 > MAX_POINTS) {
      throw new BadInputException(
          xyz.length / 3 + " points", "Allowed: 1 to " + MAX_POINTS + " points");
    }
    for (int i = 0; i < xyz.length; i++) {
      if (!Float.isFinite(xyz[i])) {
        throw new BadInputException(
            "a coordinate of " + xyz[i] + " at point " + i / 3,
            "Allowed: finite coordinates in metres; drop the other points first");
      }
    }
    return xyz;
  }
}
