package org.pollex.datasets.exchange;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.pollex.datasets.source.StreamStatistics;
import org.pollex.datasets.source.StreamStatistics.Figures;
import org.pollex.hardware.tensor.Tensor;

/**
 * Figures of one feature as {@code meta/stats.json} has them: one per number; of pictures one per
 * channel, shape [3, 1, 1], of values from 0 to 1.
 */
final class LeRobotStatistics {
  private static final double BRIGHTEST = 255;

  private final boolean image;
  private final StreamStatistics statistics;

  LeRobotStatistics(LeRobotFeature feature) {
    this.image = feature.picture();
    this.statistics =
        new StreamStatistics(image ? feature.shape().getLast() : feature.elements(feature.key()));
  }

  void add(Tensor rows) {
    statistics.add(rows);
  }

  Map<String, Object> figures(long frames) {
    return Map.of(
        "min", all(Figures::min),
        "max", all(Figures::max),
        "mean", all(Figures::mean),
        "std", all(Figures::deviation),
        "count", List.of(frames));
  }

  private List<Object> all(Function<Figures, Double> figure) {
    return statistics.figures().stream()
        .map(figure)
        .map(value -> value == null ? Double.valueOf(0) : value)
        .map(value -> image ? (Object) List.of(List.of(value / BRIGHTEST)) : (Object) value)
        .toList();
  }
}
