package org.pollex.learning.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published and recomputed figures of the squared-cosine schedule with 100 steps, and of DDIM. */
class DiffusionTest {
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.squaredCosine(100);

  @ParameterizedTest
  @CsvSource({
    "0, 0.0006312815983, 0.9993687184",
    "1, 0.001116937037, 0.9982524865",
    "10, 0.005530369715, 0.9667167049",
    "25, 0.0134491391, 0.835620577",
    "50, 0.03154633936, 0.4782646329",
    "75, 0.07470115031, 0.1334948104",
    "98, 0.7499392804, 0.0002428572279",
    "99, 0.999, 2.428572279e-07"
  })
  void schedule(int step, double beta, double signal) {
    assertEquals(beta, SCHEDULE.beta(step), 1e-9);
    assertEquals(signal, SCHEDULE.signal(step), 1e-10);
  }

  /** x 0.5, predicted noise 0.2, clipped at 1; the noise is kept after clipping. */
  @ParameterizedTest
  @CsvSource({"90, 80, 0.4830942071", "50, 40, 0.5301125622", "10, 0, 0.4763004843"})
  void oneStepOfSampling(int step, int before, double expected) {
    assertEquals(expected, new Ddim(SCHEDULE, 10, 1).previous(step, before, 0.5, 0.2), 1e-9);
  }

  /** A predictor that knows the clean value leads to it from anywhere. */
  @Test
  void samplingFindsWhatTheNoiseImplies() {
    Ddim sampler = new Ddim(SCHEDULE, 10, 1.5);
    float[] x = {1.7f, -0.4f};
    float[] clean = {0.25f, -1.2f};
    sampler.sample(
        x,
        new float[2],
        (noisy, index, noise) -> {
          double signal = SCHEDULE.signal(sampler.levels()[index]);
          for (int i = 0; i < 2; i++) {
            noise[i] = (float) ((noisy[i] - Math.sqrt(signal) * clean[i]) / Math.sqrt(1 - signal));
          }
        });
    assertEquals(clean[0], x[0], 1e-4);
    assertEquals(clean[1], x[1], 1e-4);
  }
}
