package org.pollex.eval.trial.run;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.rollout.RolloutStep;

/** Collects what can be drawn of one running rollout. */
final class RolloutTrace {
  private static final int MOST_POSITIONS = 24;
  private static final int MOST_POINTS = 600;

  private final List<float[]> positions = new ArrayList<>();
  private final List<Float> gripper = new ArrayList<>();
  private String goal = "";
  private String cloud = "";
  private String labels = "";
  private final boolean film;
  private final List<float[]> actions = new ArrayList<>();

  RolloutTrace(Observation first, boolean film) {
    this.film = film;
    if (first.has("goal")) {
      goal = floats(List.of(first.stream("goal").toFloats()));
    }
    if (film && first.has("cloud_points") && first.has("cloud_labels")) {
      takeCloud(first.stream("cloud_points"), first.stream("cloud_labels"));
    }
    take(first);
  }

  void step(RolloutStep step) {
    if (film) {
      actions.add(step.executed().clone());
    }
    take(step.after());
  }

  private void take(Observation observation) {
    if (observation.has("ee_pos")) {
      positions.add(observation.stream("ee_pos").toFloats());
    }
    if (observation.has("gripper")) {
      gripper.add((float) observation.stream("gripper").get(0));
    }
  }

  private void takeCloud(Tensor points, Tensor kinds) {
    int[] valid =
        java.util.stream.IntStream.range(0, kinds.size())
            .filter(i -> kinds.get(i) != 0 && Double.isFinite(points.get(3 * i)))
            .toArray();
    int kept = Math.min(MOST_POINTS, valid.length);
    List<float[]> rows = new ArrayList<>();
    byte[] rowLabels = new byte[kept];
    for (int k = 0; k < kept; k++) {
      int i = valid[(int) ((long) k * valid.length / kept)];
      rows.add(
          new float[] {
            (float) points.get(3 * i), (float) points.get(3 * i + 1), (float) points.get(3 * i + 2)
          });
      rowLabels[k] = (byte) kinds.get(i);
    }
    cloud = floats(rows);
    labels = Base64.getEncoder().encodeToString(rowLabels);
  }

  /** Keeps evenly spaced positions, the first and the last among them. */
  TraceRecord record(int index) {
    List<Integer> steps = new ArrayList<>();
    List<float[]> path = new ArrayList<>();
    List<float[]> opening = new ArrayList<>();
    int count = Math.min(MOST_POSITIONS, positions.size());
    for (int k = 0; k < count; k++) {
      int step = count == 1 ? 0 : (int) Math.round(k * (positions.size() - 1.0) / (count - 1));
      steps.add(step);
      path.add(positions.get(step));
      if (gripper.size() == positions.size()) {
        opening.add(new float[] {gripper.get(step)});
      }
    }
    return new TraceRecord(
        index, steps, floats(path), floats(opening), goal, cloud, labels, floats(actions));
  }

  private static String floats(List<float[]> rows) {
    int count = rows.stream().mapToInt(row -> row.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
