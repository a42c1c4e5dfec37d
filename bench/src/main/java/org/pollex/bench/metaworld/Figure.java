package org.pollex.bench.metaworld;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one contestant did.
 *
 * @param envSteps steps, summed over environments
 * @param seconds of the wall clock
 * @param cpuSeconds of all threads of the contestant's process
 */
record Figure(double envSteps, double seconds, double cpuSeconds) {
  static Figure of(JsonNode answer) {
    return new Figure(
        answer.path("env_steps").asDouble(),
        answer.path("seconds").asDouble(),
        answer.path("cpu_seconds").asDouble());
  }

  /** Environment steps a second of the wall clock. */
  double perSecond() {
    return envSteps / seconds;
  }

  /**
   * Environment steps a second of processor time, which other programs on the machine disturb less.
   */
  double perCpuSecond() {
    return envSteps / cpuSeconds;
  }

  /** Harmonic mean of a rate over several figures. */
  static double harmonicMean(List<Figure> figures, ToDoubleFunction<Figure> rate) {
    return figures.size() / figures.stream().mapToDouble(f -> 1 / rate.applyAsDouble(f)).sum();
  }
}
