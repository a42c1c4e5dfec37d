package org.pollex.retrieval.registration;

/** Centre and size of a packed cloud (N x 3), metres. */
record Extent(double[] low, double[] high) {
  static Extent of(float[] xyz) {
    double[] low = new double[3];
    double[] high = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      float least = xyz[axis];
      float most = xyz[axis];
      for (int i = axis; i < xyz.length; i += 3) {
        least = Math.min(least, xyz[i]);
        most = Math.max(most, xyz[i]);
      }
      low[axis] = least;
      high[axis] = most;
    }
    return new Extent(low, high);
  }

  double[] centre() {
    return new double[] {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2};
  }

  double length(int axis) {
    return high[axis] - low[axis];
  }

  double diagonal() {
    return Math.sqrt(length(0) * length(0) + length(1) * length(1) + length(2) * length(2));
  }

  /** Largest horizontal distance of a point from the centre. */
  static double horizontalRadius(float[] xyz, double[] centre) {
    double radius = 0;
    for (int i = 0; i < xyz.length; i += 3) {
      radius = Math.max(radius, Math.hypot(xyz[i] - centre[0], xyz[i + 1] - centre[1]));
    }
    return radius;
  }
}
