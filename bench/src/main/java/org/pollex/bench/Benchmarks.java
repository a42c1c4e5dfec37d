package org.pollex.bench;

import java.util.Arrays;
import java.util.Map;
import org.pollex.bench.alignment.AlignmentTime;
import org.pollex.bench.learning.LearningTime;
import org.pollex.bench.metaworld.MetaworldBench;
import org.pollex.bench.metaworld.Mt50Ready;
import org.pollex.bench.metaworld.PortDifferences;
import org.pollex.bench.mujoco.Physics;
import org.pollex.bench.statistics.Front;
import org.pollex.bench.statistics.Sizes;
import org.pollex.bench.throughput.Throughput;
import org.pollex.bench.windows.Windows;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;

/** {@code bench/run NAME}: starts one of the measurements. */
public final class Benchmarks {
  private static final Map<String, Measurement> ALL =
      Map.of(
          "metaworld", MetaworldBench::run,
          "ports", PortDifferences::run,
          "mt50", Mt50Ready::run,
          "mujoco", Physics::run,
          "throughput", Throughput::run,
          "windows", Windows::run,
          "sizes", Sizes::run,
          "front", Front::run,
          "alignment", AlignmentTime::run,
          "learning", LearningTime::run);

  /** A measurement that prints its figures. */
  @FunctionalInterface
  public interface Measurement {
    /** Runs with the arguments that follow its name. */
    void run(String[] arguments) throws Exception;
  }

  private Benchmarks() {}

  /** Runs the named measurement. */
  public static void main(String[] arguments) throws Exception {
    try {
      String name = arguments.length == 0 ? "" : arguments[0];
      if (!ALL.containsKey(name)) {
        throw BadInputException.unknownName("measurement", name, ALL.keySet());
      }
      ALL.get(name).run(Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (PollexException failed) {
      System.err.println("bench: " + failed.getMessage());
      System.exit(failed.exitCode());
    }
  }
}
