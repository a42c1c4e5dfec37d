package org.pollex.datasets.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pollex.hardware.tensor.Tensor;

class StreamStatisticsTest {
  @Test
  void figuresAreThoseOfAllValuesAtOnce() {
    long seed = 6;
    Random random = new Random(seed);
    StreamStatistics statistics = new StreamStatistics(2);
    double[] column = new double[1000];
    for (int i = 0; i < 1000; i += 50) {
      double[] rows = new double[100];
      for (int r = 0; r < 50; r++) {
        // A large mean with a small spread, which a sum of squares would lose.
        column[i + r] = 1e9 + random.nextGaussian();
        rows[2 * r] = column[i + r];
        rows[2 * r + 1] = r % 2 == 0 ? Double.NaN : 3;
      }
      statistics.add(Tensor.ofDoubles(rows, 50, 2));
    }
    double mean = Arrays.stream(column).map(x -> x - 1e9).average().orElseThrow();
    double variance =
        Arrays.stream(column).map(x -> (x - 1e9 - mean) * (x - 1e9 - mean)).average().orElseThrow();
    StreamStatistics.Figures figures = statistics.figures().getFirst();
    assertEquals(1e9 + mean, figures.mean(), 1e-5, "seed " + seed);
    assertEquals(Math.sqrt(variance), figures.deviation(), 1e-6, "seed " + seed);
    assertEquals(Arrays.stream(column).min().orElseThrow(), figures.min());
    assertEquals(Arrays.stream(column).max().orElseThrow(), figures.max());
    assertEquals(500, statistics.notFinite());
    assertEquals(3.0, statistics.figures().get(1).mean());
    assertNull(new StreamStatistics(1).figures().getFirst().min());
  }
}
