package org.pollex.policies.remote.lbm;

import java.util.Arrays;
import org.pollex.errors.BadInputException;

/**
 * Rotations as six numbers: the first two rows of the matrix, row by row (Zhou and others 2019, in
 * the row convention of lbm_eval's data; others take columns, which would transpose the rotation).
 * Matrices are nine numbers, row-major.
 */
final class Rotation6d {
  /** Largest deviation of R Rᵀ from the identity that is sent. */
  private static final double ORTHONORMAL = 1e-6;

  /** Largest one that is accepted and mended: rotations of float32, and printed ones. */
  private static final double NEARLY = 1e-3;

  private static final double SHORTEST = 1e-9;

  private Rotation6d() {}

  /** Returns the six numbers of a matrix. */
  static double[] of(double[] matrix) {
    return Arrays.copyOf(matrix, 6);
  }

  /**
   * Returns the matrix of six numbers, made orthonormal by Gram and Schmidt.
   *
   * @throws BadInputException if the two rows are zero or parallel
   */
  static double[] matrix(double[] six) {
    double[] first = unit(six[0], six[1], six[2]);
    double along = first[0] * six[3] + first[1] * six[4] + first[2] * six[5];
    double[] second =
        unit(six[3] - along * first[0], six[4] - along * first[1], six[5] - along * first[2]);
    return new double[] {
      first[0],
      first[1],
      first[2],
      second[0],
      second[1],
      second[2],
      first[1] * second[2] - first[2] * second[1],
      first[2] * second[0] - first[0] * second[2],
      first[0] * second[1] - first[1] * second[0]
    };
  }

  private static double[] unit(double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    if (!(length > SHORTEST)) {
      throw new BadInputException(
          "a rotation of six numbers whose rows are zero or parallel",
          "Give the first two rows of a rotation matrix.");
    }
    return new double[] {x / length, y / length, z / length};
  }

  /**
   * Returns a matrix as it is when it is a rotation to 10⁻⁶, and made orthonormal when it nearly
   * is.
   *
   * @param whose named in the error
   * @throws BadInputException when it is no rotation
   */
  static double[] checked(double[] matrix, String whose) {
    double worst = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double dot = 0;
        for (int k = 0; k < 3; k++) {
          dot += matrix[3 * i + k] * matrix[3 * j + k];
        }
        worst = Math.max(worst, Math.abs(dot - (i == j ? 1 : 0)));
      }
    }
    double determinant =
        matrix[0] * (matrix[4] * matrix[8] - matrix[5] * matrix[7])
            - matrix[1] * (matrix[3] * matrix[8] - matrix[5] * matrix[6])
            + matrix[2] * (matrix[3] * matrix[7] - matrix[4] * matrix[6]);
    if (!(worst < NEARLY) || determinant < 0) {
      throw new BadInputException(
          "the rotation of %s is none: R Rᵀ is off by %.1e, determinant %.3f"
              .formatted(whose, worst, determinant),
          "Send nine numbers, row-major, orthonormal.");
    }
    return worst < ORTHONORMAL ? matrix : matrix(of(matrix));
  }
}
