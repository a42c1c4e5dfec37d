package org.pollex.bench;

import java.util.Arrays;
import java.util.Map;
import org.pollex.bench.alignment.AlignmentTime;
import org.pollex.bench.bags.Bags;
import org.pollex.bench.learning.LearningTime;
import org.pollex.bench.metaworld.MetaworldBench;
import org.pollex.bench.metaworld.Mt50Ready;
import org.pollex.bench.metaworld.PoolSizes;
import org.pollex.bench.metaworld.PortDifferences;
import org.pollex.bench.mujoco.Physics;
import org.pollex.bench.report.ReportTime;
import org.pollex.bench.statistics.Front;
import org.pollex.bench.statistics.Sizes;
import org.pollex.bench.throughput.Throughput;
import org.pollex.bench.windows.LeRobotWindows;
import org.pollex.bench.windows.Windows;
import org.pollex.bench.writing.Writing;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;

/** {@code bench/run NAME}: starts one of the measurements. */
public final class Benchmarks {
  private static final Map<String, Measurement> ALL =
      Map.ofEntries(
          Map.entry("bags", Bags::run),
          Map.entry("metaworld", MetaworldBench::run),
          Map.entry("pools", PoolSizes::run),
          Map.entry("ports", PortDifferences::run),
          Map.entry("mt50", Mt50Ready::run),
          Map.entry("mujoco", Physics::run),
          Map.entry("throughput", Throughput::run),
          Map.entry("windows", Windows::run),
          Map.entry("write", Writing::run),
          Map.entry("lerobot", LeRobotWindows::run),
          Map.entry("report", ReportTime::run),
          Map.entry("sizes", Sizes::run),
          Map.entry("front", Front::run),
          Map.entry("alignment", AlignmentTime::run),
          Map.entry("learning", LearningTime::run));

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
