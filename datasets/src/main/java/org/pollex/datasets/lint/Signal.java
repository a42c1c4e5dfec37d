package org.pollex.datasets.lint;

import java.util.Arrays;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/**
 * One stream of one episode as numbers.
 *
 * @param spec what the file says about it
 * @param role what its numbers are
 * @param rows values [steps][width]; empty for pictures
 */
record Signal(StreamSpec spec, Role role, double[][] rows) {

  static Signal of(StreamSpec spec, Tensor values) {
    int steps = values.shape()[0];
    int width = steps == 0 ? 0 : values.size() / steps;
    Role role = Role.of(spec, width);
    if (role == Role.IMAGE) {
      return new Signal(spec, role, new double[0][]);
    }
    double[] flat = values.toDoubles();
    double[][] rows = new double[steps][];
    for (int t = 0; t < steps; t++) {
      rows[t] = Arrays.copyOfRange(flat, t * width, (t + 1) * width);
    }
    return new Signal(spec, role, rows);
  }

  String name() {
    return spec.name();
  }

  int width() {
    return rows.length == 0 ? 0 : rows[0].length;
  }

  /** True for what only a simulator knows: objects may well jump or lie still. */
  boolean privileged() {
    return spec.privilege() != StreamSpec.Privilege.NONE;
  }

  /** True for what the robot was told, recorded beside what it measured. */
  boolean commanded() {
    return name().contains("command") || name().contains("target") || name().contains("desired");
  }

  /** Distance between the rows t and t + 1; of quaternions, whichever sign they have. */
  double change(int t) {
    double minus = distance(rows[t], rows[t + 1], 1);
    return role == Role.QUATERNION ? Math.min(minus, distance(rows[t], rows[t + 1], -1)) : minus;
  }

  private static double distance(double[] a, double[] b, double sign) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double d = a[j] - sign * b[j];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  double[] column(int j) {
    double[] values = new double[rows.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = rows[t][j];
    }
    return values;
  }
}
