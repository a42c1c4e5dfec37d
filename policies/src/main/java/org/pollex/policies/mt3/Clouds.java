package org.pollex.policies.mt3;

import java.util.Optional;
import java.util.stream.Stream;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.retrieval.cloud.PointCloud;
import org.pollex.retrieval.index.ObjectCloud;

/** The clouds of one first observation. */
record Clouds(Optional<PointCloud> target, Optional<PointCloud> fixture) {

  /** Splits a segmented cloud: float32 [P, 3] with NaN padding, uint8 [P]. */
  static Clouds of(Tensor points, Tensor labels) {
    return new Clouds(ObjectCloud.ofTarget(points, labels, null), fixture(points, labels));
  }

  /** Returns the clouds that are there. */
  Stream<PointCloud> all() {
    return Stream.concat(target.stream(), fixture.stream());
  }

  /** Returns the points of the fixture that shows the goal, if any was seen. */
  static Optional<PointCloud> fixture(Tensor points, Tensor labels) {
    byte[] label = new byte[labels.size()];
    boolean any = false;
    for (int i = 0; i < label.length; i++) {
      label[i] = (byte) labels.get(i);
      any |= label[i] != 0;
    }
    if (!any) {
      return Optional.empty();
    }
    return PointCloud.ofPadded(points.toFloats(), label, ObjectCloud.FRAME)
        .labelled(ObjectCloud.GOAL_FIXTURE);
  }
}
