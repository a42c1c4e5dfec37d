package org.pollex.bench.metaworld;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.pollex.metaworld.MetaworldEnv;
import org.pollex.metaworld.numpy.RandomState;
import org.pollex.metaworld.task.TaskSpec;

/**
 * Finds the initial condition of an episode from its first observation, by Gauss-Newton: EnvPool
 * draws its own and does not tell it.
 */
final class StartFinder {
  private static final int TRIES = 8;
  private static final int ITERATIONS = 12;
  private static final double STEP = 1e-6;
  private static final double EQUAL = 1e-12;

  private final MetaworldEnv env;
  private final TaskSpec task;
  private final double[] target;
  private double[] best;
  private double bestError = Double.POSITIVE_INFINITY;

  StartFinder(MetaworldEnv env, double[] firstObservation) {
    this.env = env;
    this.task = env.spec();
    this.target = firstObservation;
  }

  /**
   * An initial condition and how far its first observation is from the wanted one.
   *
   * @param error largest difference of an observed number
   */
  record Start(double[] randVec, double error) {}

  Start find(RandomState random) {
    for (int i = 0; i < TRIES && bestError > EQUAL; i++) {
      descend(task.draw(random));
    }
    return new Start(best, bestError);
  }

  private void descend(double[] from) {
    double[] x = from.clone();
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] residual = residual(x);
      double error = new ArrayRealVector(residual, false).getLInfNorm();
      if (error < bestError) {
        bestError = error;
        best = x.clone();
      }
      if (error <= EQUAL) {
        return;
      }
      double[] step =
          new SingularValueDecomposition(jacobian(x, residual))
              .getSolver()
              .solve(new ArrayRealVector(residual, false))
              .toArray();
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.clamp(x[i] - step[i], task.randLow()[i], task.randHigh()[i]);
      }
    }
  }

  private RealMatrix jacobian(double[] x, double[] residual) {
    RealMatrix columns = new Array2DRowRealMatrix(residual.length, x.length);
    for (int i = 0; i < x.length; i++) {
      if (task.randHigh()[i] > task.randLow()[i]) {
        double step = x[i] + STEP <= task.randHigh()[i] ? STEP : -STEP;
        double[] beside = x.clone();
        beside[i] += step;
        double[] changed = residual(beside);
        for (int row = 0; row < changed.length; row++) {
          columns.setEntry(row, i, (changed[row] - residual[row]) / step);
        }
      }
    }
    return columns;
  }

  private double[] residual(double[] x) {
    double[] observation = new double[MetaworldEnv.OBSERVATION];
    env.reset(x, observation);
    for (int i = 0; i < observation.length; i++) {
      observation[i] -= target[i];
    }
    return observation;
  }
}
