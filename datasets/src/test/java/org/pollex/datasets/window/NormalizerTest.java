package org.pollex.datasets.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.episode.Episode;
import org.pollex.datasets.episode.RandomEpisodes;
import org.pollex.datasets.hdf5.DemonstrationWriter;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

class NormalizerTest {
  @TempDir Path folder;

  private WindowStore store(double[] values, int width) {
    int steps = values.length / width;
    Map<String, Tensor> streams = new LinkedHashMap<>();
    streams.put("actions", Tensor.ofDoubles(values, steps, width));
    StreamSpec spec =
        new StreamSpec(
            "actions", DType.F64, List.of(width), "", "", "", StreamSpec.Privilege.NONE, false);
    Episode base = RandomEpisodes.draw(1, 0);
    Path file = folder.resolve("n.hdf5");
    DemonstrationWriter.write(
        file,
        RandomEpisodes.ENVIRONMENT,
        w -> w.add(new Episode(base.metadata(), base.outcome(), List.of(spec), streams, Map.of())));
    return WindowStore.open(
        List.of(file),
        new WindowRule.Robomimic(1, 1),
        new WindowStore.Reading(List.of(), List.of("actions"), "", 1 << 20));
  }

  @Test
  void minimumAndMaximumBecomeOne() {
    try (WindowStore store = store(new double[] {-2, 5, 0, 5, 6, 5, Double.NaN, 5}, 2)) {
      Normalizer normalizer = Normalizer.minMax(store, "actions", 0.01);
      assertEquals(-1, normalizer.scale(0, -2));
      assertEquals(1, normalizer.scale(0, 6));
      assertEquals(3, normalizer.scale(0, 14), "beyond the data nothing is clipped");
      assertEquals(-1, normalizer.scale(1, 5), "a constant does not explode");
      assertEquals(1, normalizer.scale(1, 5.01), 1e-9);
    }
  }

  /** numpy.percentile([3, 1, 4, 1, 5, 9, 2, 6, 5, 3], [2, 98]) is [1.0, 8.46]. */
  @Test
  void percentilesAreThoseOfNumpy() {
    try (WindowStore store = store(new double[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3}, 1)) {
      Normalizer normalizer = Normalizer.percentile(store, "actions", 0.01);
      assertEquals(1.0, normalizer.low().getFirst(), 1e-12);
      assertEquals(8.46, normalizer.high().getFirst(), 1e-12);
      assertEquals(1.5, normalizer.scale(0, 100));
      assertEquals(-1.5, normalizer.scale(0, -100));
    }
  }

  @Test
  void scalingIsUndone() {
    Random random = new Random(2);
    try (WindowStore store = store(random.doubles(400, -3, 7).toArray(), 4)) {
      Normalizer normalizer = Normalizer.minMax(store, "actions", 0.01);
      for (int i = 0; i < 100; i++) {
        double value = random.nextGaussian();
        assertEquals(value, normalizer.unscale(i % 4, normalizer.scale(i % 4, value)), 1e-12);
      }
    }
  }
}
