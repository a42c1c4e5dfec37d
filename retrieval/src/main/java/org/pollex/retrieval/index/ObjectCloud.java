package org.pollex.retrieval.index;

import java.util.Arrays;
import java.util.Optional;
import org.pollex.datasets.episode.Episode;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.retrieval.cloud.PointCloud;

/**
 * The target object's cloud in a recorded episode or a live observation: points labelled 1 (target)
 * or 3 (its moved part) of the segmented cloud.
 */
public final class ObjectCloud {
  /** Points, float32 [P, 3], world frame, metres, NaN-padded. */
  public static final String POINTS = "cloud_points";

  /** Labels, uint8 [P], 0 for padding; without them every point is the target's. */
  public static final String LABELS = "cloud_labels";

  /** Position of the camera, float64 [3], world frame, metres; optional. */
  public static final String VIEWPOINT = "cloud_viewpoint";

  /** Label of the target object. */
  public static final int TARGET = 1;

  /** Label of the fixture that shows the goal. */
  public static final int GOAL_FIXTURE = 2;

  /** Label of the part of the target that moves. */
  public static final int MOVED_PART = 3;

  /** Frame of all these clouds. */
  public static final String FRAME = "world";

  private ObjectCloud() {}

  /** The target of an episode's first observation, or empty if no target point was seen. */
  public static Optional<PointCloud> ofTarget(Episode episode) {
    Tensor points = find(episode, POINTS);
    if (points == null) {
      throw new BadInputException(
          "the episode of task '" + episode.metadata().task() + "' has no point cloud",
          "Record it again with streams " + POINTS + " and " + LABELS);
    }
    return ofTarget(points, find(episode, LABELS), find(episode, VIEWPOINT));
  }

  /**
   * The target's points.
   *
   * @param points float32 [P, 3]
   * @param labels uint8 [P], or null
   * @param viewpoint float64 [3], or null
   */
  public static Optional<PointCloud> ofTarget(Tensor points, Tensor labels, Tensor viewpoint) {
    float[] xyz = points.toFloats();
    byte[] label = labels == null ? null : bytes(labels);
    int n = 0;
    float[] kept = new float[xyz.length];
    for (int i = 0; i < xyz.length / 3; i++) {
      boolean target = label == null || label[i] == TARGET || label[i] == MOVED_PART;
      if (target && !Float.isNaN(xyz[3 * i])) {
        System.arraycopy(xyz, 3 * i, kept, 3 * n++, 3);
      }
    }
    if (n == 0) {
      return Optional.empty();
    }
    PointCloud cloud = PointCloud.of(Arrays.copyOf(kept, 3 * n), FRAME);
    return Optional.of(
        viewpoint == null ? cloud : cloud.seenFrom(Vec3.of(viewpoint.toDoubles(), 0)));
  }

  private static byte[] bytes(Tensor labels) {
    byte[] out = new byte[labels.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) labels.get(i);
    }
    return out;
  }

  /** A tensor of the episode, or the first row of a stream of observations. */
  private static Tensor find(Episode episode, String name) {
    for (String key : new String[] {name, Episode.OBSERVATION + name}) {
      if (episode.tensors().containsKey(key)) {
        return episode.tensors().get(key);
      }
      if (episode.streams().containsKey(key)) {
        return episode.streams().get(key).row(0);
      }
    }
    return null;
  }
}
