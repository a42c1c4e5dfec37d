package org.pollex.eval.trial.result;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.pollex.eval.trial.run.TraceRecord;

/** Reads traces into film strips. */
final class Traces {
  private Traces() {}

  static FilmStrip strip(TraceRecord trace, TrialOutcome outcome, double controlPeriod) {
    List<Integer> steps = trace.steps();
    double spacing = steps.size() < 2 ? 0 : (double) steps.getLast() / (steps.size() - 1);
    List<Integer> labels = new ArrayList<>();
    for (byte label : Base64.getDecoder().decode(trace.labels())) {
      labels.add((int) label);
    }
    return new FilmStrip(
        outcome.index(),
        outcome.task(),
        outcome.policy(),
        outcome.success(),
        points(trace.path()),
        scalars(trace.gripper()),
        spacing * controlPeriod,
        points(trace.cloud()),
        labels,
        scalars(trace.goal()));
  }

  private static List<float[]> points(String base64) {
    List<Float> values = scalars(base64);
    List<float[]> points = new ArrayList<>();
    for (int i = 0; i + 2 < values.size(); i += 3) {
      points.add(new float[] {values.get(i), values.get(i + 1), values.get(i + 2)});
    }
    return points;
  }

  private static List<Float> scalars(String base64) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    List<Float> values = new ArrayList<>();
    while (bytes.hasRemaining()) {
      values.add(Math.round(bytes.getFloat() * 1e4f) / 1e4f);
    }
    return values;
  }
}
