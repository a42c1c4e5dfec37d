package org.pollex.datasets.window;

import java.util.List;

/**
 * Scales each dimension of a stream so that a low figure becomes −1 and a high one +1: y = 2 (x −
 * low) / (high − low) − 1, clipped to ±{@code clip}. Dimensions that hardly vary are divided by
 * {@code leastRange} instead, so that noise is not blown up.
 *
 * @param low figure that becomes −1, per dimension
 * @param high figure that becomes +1, per dimension
 * @param leastRange smallest divisor, in the stream's unit
 * @param clip largest magnitude of a scaled value
 */
public record Normalizer(List<Double> low, List<Double> high, double leastRange, double clip) {
  /** Copies the lists. */
  public Normalizer {
    low = List.copyOf(low);
    high = List.copyOf(high);
  }

  /** From minimum and maximum of one stream; see {@link NormalizerRule.MinMax}. */
  public static Normalizer minMax(WindowStore store, String stream, double leastRange) {
    return measured(store, new NormalizerRule.MinMax(stream, leastRange));
  }

  /** From percentiles of one stream; see {@link NormalizerRule.Percentile}. */
  public static Normalizer percentile(WindowStore store, String stream, double leastRange) {
    return measured(store, new NormalizerRule.Percentile(stream, leastRange));
  }

  /** From one rule alone; {@link NormalizerSet#measure} reads the data once for several. */
  public static Normalizer measured(WindowStore store, NormalizerRule rule) {
    NormalizerRule.Collector collector = rule.collector(store);
    new EpisodePass(store, rule.streams()).forEach(collector::add);
    return collector.finish();
  }

  /** Scales a value of a dimension. */
  public double scale(int dimension, double value) {
    double y = 2 * (value - low.get(dimension)) / range(dimension) - 1;
    return Math.clamp(y, -clip, clip);
  }

  /** Gives the value back that a scaled one stands for. */
  public double unscale(int dimension, double scaled) {
    return (scaled + 1) / 2 * range(dimension) + low.get(dimension);
  }

  private double range(int dimension) {
    return Math.max(high.get(dimension) - low.get(dimension), leastRange);
  }
}
