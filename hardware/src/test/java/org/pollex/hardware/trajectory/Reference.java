package org.pollex.hardware.trajectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** States of seven joints and how long Ruckig takes from one to the other. */
record Reference(double duration, List<MotionLimits> limits, MotionState start, MotionState goal) {
  private static final int JOINTS = 7;

  static List<Reference> read(Path file) throws IOException {
    List<Reference> references = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        references.add(
            of(Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray()));
      }
    }
    return references;
  }

  private static Reference of(double[] row) {
    double[][] parts = new double[9][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Arrays.copyOfRange(row, 1 + i * JOINTS, 1 + (i + 1) * JOINTS);
    }
    List<MotionLimits> limits = new ArrayList<>();
    for (int i = 0; i < JOINTS; i++) {
      limits.add(new MotionLimits(parts[0][i], parts[1][i], parts[2][i]));
    }
    return new Reference(
        row[0],
        limits,
        new MotionState(parts[3], parts[4], parts[5]),
        new MotionState(parts[6], parts[7], parts[8]));
  }
}
