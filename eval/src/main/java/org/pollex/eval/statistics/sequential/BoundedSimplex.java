package org.pollex.eval.statistics.sequential;

import java.util.Arrays;

/**
 * Linear programs in boxes: maximise c x subject to A x at most b and 0 at most x at most 1, with
 * non-negative b, so that x = 0 is a start.
 *
 * <p>The primal simplex method on a dense, condensed tableau (basic rows, non-basic columns).
 * Variables at their upper bound are replaced by their complement, so non-basic variables are
 * always zero.
 */
final class BoundedSimplex {

  private static final double TOLERANCE = 1e-11;
  private static final int MOST_PIVOTS = 200_000;

  private final int rows;
  private final int columns;
  private final double[][] tableau;
  private final double[] right;
  private final double[] gain;
  private final int[] basic;
  private final int[] nonBasic;
  private final boolean[] complemented;

  /**
   * @param objective c, one entry per variable
   * @param matrix A by rows; used up by the solution
   * @param bound b, none negative
   */
  BoundedSimplex(double[] objective, double[][] matrix, double[] bound) {
    rows = bound.length;
    columns = objective.length;
    tableau = matrix;
    right = bound.clone();
    gain = objective.clone();
    basic = new int[rows];
    nonBasic = new int[columns];
    complemented = new boolean[columns];
    Arrays.setAll(nonBasic, j -> j);
    Arrays.setAll(basic, i -> columns + i); // slack variables
  }

  /** The optimal x. */
  double[] solve() {
    for (int pivots = 0; ; pivots++) {
      if (pivots > MOST_PIVOTS) {
        throw new IllegalStateException("simplex method without end");
      }
      int entering = entering(pivots > 20 * (rows + columns));
      if (entering < 0) {
        return solution();
      }
      raise(entering);
    }
  }

  /** The dual prices of the rows at the optimum, none negative; call after {@link #solve}. */
  double[] prices() {
    double[] prices = new double[rows];
    for (int j = 0; j < columns; j++) {
      if (nonBasic[j] >= columns) {
        prices[nonBasic[j] - columns] = Math.max(0, -gain[j]);
      }
    }
    return prices;
  }

  /** The column of largest gain; of smallest index (Bland) once cycling is to be feared. */
  private int entering(boolean careful) {
    int best = -1;
    for (int j = 0; j < columns; j++) {
      if (gain[j] <= TOLERANCE) {
        continue;
      }
      boolean better = best < 0 || (careful ? nonBasic[j] < nonBasic[best] : gain[j] > gain[best]);
      best = better ? j : best;
    }
    return best;
  }

  /** Raises a non-basic variable until it or a basic one meets a bound. */
  private void raise(int column) {
    double limit = nonBasic[column] < columns ? 1 : Double.POSITIVE_INFINITY;
    int leaving = -1;
    boolean atUpper = false;
    for (int i = 0; i < rows; i++) {
      double slope = tableau[i][column];
      double room = Double.POSITIVE_INFINITY;
      boolean upper = false;
      if (slope > TOLERANCE) {
        room = Math.max(0, right[i]) / slope;
      } else if (slope < -TOLERANCE && basic[i] < columns) {
        room = Math.max(0, 1 - right[i]) / -slope;
        upper = true;
      }
      boolean tie = leaving >= 0 && room == limit;
      if (room < limit || (tie && Math.abs(slope) > Math.abs(tableau[leaving][column]))) {
        limit = room;
        leaving = i;
        atUpper = upper;
      }
    }
    if (leaving < 0) {
      flipColumn(column);
      return;
    }
    if (atUpper) {
      complementRow(leaving);
    }
    pivot(leaving, column);
  }

  /** The variable goes straight to its other bound. */
  private void flipColumn(int column) {
    for (int i = 0; i < rows; i++) {
      right[i] -= tableau[i][column];
      tableau[i][column] = -tableau[i][column];
    }
    gain[column] = -gain[column];
    complemented[nonBasic[column]] ^= true;
  }

  private void complementRow(int row) {
    for (int j = 0; j < columns; j++) {
      tableau[row][j] = -tableau[row][j];
    }
    right[row] = 1 - right[row];
    complemented[basic[row]] ^= true;
  }

  private void pivot(int row, int column) {
    double[] pivotRow = tableau[row];
    double inverse = 1 / pivotRow[column];
    for (int j = 0; j < columns; j++) {
      pivotRow[j] *= inverse;
    }
    pivotRow[column] = inverse;
    right[row] *= inverse;
    for (int i = 0; i < rows; i++) {
      double factor = tableau[i][column];
      if (i != row && factor != 0) {
        tableau[i][column] = 0;
        subtract(tableau[i], pivotRow, factor);
        right[i] -= factor * right[row];
      }
    }
    double factor = gain[column];
    gain[column] = 0;
    subtract(gain, pivotRow, factor);
    int left = basic[row];
    basic[row] = nonBasic[column];
    nonBasic[column] = left;
  }

  private static void subtract(double[] target, double[] source, double factor) {
    for (int j = 0; j < target.length; j++) {
      target[j] -= factor * source[j];
    }
  }

  private double[] solution() {
    double[] x = new double[columns];
    for (int i = 0; i < rows; i++) {
      if (basic[i] < columns) {
        x[basic[i]] = Math.clamp(right[i], 0.0, 1.0);
      }
    }
    for (int j = 0; j < columns; j++) {
      x[j] = complemented[j] ? 1 - x[j] : x[j];
    }
    return x;
  }
}
