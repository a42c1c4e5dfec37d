package org.pollex.hardware.kinematics;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Poses drawn evenly over the joints' ranges, of which the nearest to a wanted one are starts. */
final class SeedTable {
  /** Starts that one search gives. */
  static final int NEAREST = 10;

  private static final int SIZE = 2000;
  private static final long SEED = 20_11_06_27L;

  /** Weight of the rotation's distance against the position's, m per rad. */
  private static final double RADIAN = 0.3;

  private final int n;
  private final double[] coordinates;
  private final float[] poses = new float[12 * SIZE];
  private final int[] nearest = new int[NEAREST];
  private final float[] distances = new float[NEAREST];

  SeedTable(KinematicChain chain) {
    n = chain.size();
    coordinates = new double[n * SIZE];
    SplittableRandom random = new SplittableRandom(SEED);
    ChainState state = chain.newState();
    double[] q = new double[n];
    for (int i = 0; i < SIZE; i++) {
      draw(chain, random, q);
      System.arraycopy(q, 0, coordinates, i * n, n);
      state.update(q);
      for (int k = 0; k < 12; k++) {
        poses[12 * i + k] = (float) state.tip[k];
      }
    }
  }

  /** Draws coordinates within the limits; a joint without them, within one turn. */
  static void draw(KinematicChain chain, SplittableRandom random, double[] q) {
    for (int i = 0; i < q.length; i++) {
      double low = Math.max(chain.lower(i), -Math.PI);
      double high = Math.min(chain.upper(i), Math.PI);
      if (low >= high) {
        low = chain.lower(i);
        high = chain.upper(i);
      }
      q[i] = low >= high ? low : random.nextDouble(low, high);
    }
  }

  /** Searches; {@link #copy} then gives the answers. */
  void nearest(double[] target) {
    Arrays.fill(distances, Float.POSITIVE_INFINITY);
    float weight = (float) (RADIAN * RADIAN);
    for (int i = 0; i < SIZE; i++) {
      int p = 12 * i;
      float sum = 0;
      for (int k = 9; k < 12; k++) {
        float d = poses[p + k] - (float) target[k];
        sum += d * d;
      }
      if (sum >= distances[NEAREST - 1]) {
        continue;
      }
      float trace = 0;
      for (int k = 0; k < 9; k++) {
        trace += poses[p + k] * (float) target[k];
      }
      // |R - R'|² / 2 = 3 - trace, about the squared angle.
      sum += weight * (3 - trace);
      if (sum < distances[NEAREST - 1]) {
        insert(i, sum);
      }
    }
  }

  private void insert(int index, float distance) {
    int k = NEAREST - 1;
    while (k > 0 && distances[k - 1] > distance) {
      distances[k] = distances[k - 1];
      nearest[k] = nearest[k - 1];
      k--;
    }
    distances[k] = distance;
    nearest[k] = index;
  }

  void copy(int k, double[] q) {
    System.arraycopy(coordinates, nearest[k] * n, q, 0, n);
  }
}
