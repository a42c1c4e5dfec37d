package org.pollex.retrieval.cloud;

import java.util.Arrays;
import org.pollex.errors.BadInputException;

/** Removes points that stand apart from their neighbours (statistical outlier removal). */
public final class OutlierFilter {
  private OutlierFilter() {}

  /**
   * Keeps the points whose mean distance to their nearest neighbours is at most the cloud's mean of
   * that distance plus {@code deviations} standard deviations (Rusu et al. 2008).
   *
   * @param neighbours neighbours per point, at least 1
   * @param deviations how many standard deviations above the mean are kept
   */
  public static PointCloud statistical(PointCloud cloud, int neighbours, double deviations) {
    if (neighbours < 1 || !(deviations >= 0)) {
      throw new BadInputException(
          "an outlier filter with " + neighbours + " neighbours, " + deviations + " deviations",
          "Allowed: at least 1 neighbour and 0 deviations");
    }
    if (cloud.size() <= neighbours) {
      return cloud;
    }
    double[] distance = meanDistances(cloud, neighbours);
    double mean = Arrays.stream(distance).average().orElseThrow();
    double variance =
        Arrays.stream(distance).map(d -> (d - mean) * (d - mean)).average().orElseThrow();
    double limit = mean + deviations * Math.sqrt(variance);
    int[] kept = new int[cloud.size()];
    int n = 0;
    for (int i = 0; i < distance.length; i++) {
      if (distance[i] <= limit) {
        kept[n++] = i;
      }
    }
    return n == cloud.size() ? cloud : cloud.select(Arrays.copyOf(kept, n));
  }

  private static double[] meanDistances(PointCloud cloud, int neighbours) {
    KdTree tree = new KdTree(cloud);
    int[] near = new int[neighbours + 1];
    float[] squared = new float[neighbours + 1];
    double[] distance = new double[cloud.size()];
    for (int i = 0; i < distance.length; i++) {
      int found = tree.nearest(cloud.x(i), cloud.y(i), cloud.z(i), near, squared);
      for (int k = 1; k < found; k++) {
        distance[i] += Math.sqrt(squared[k]) / neighbours;
      }
    }
    return distance;
  }
}
