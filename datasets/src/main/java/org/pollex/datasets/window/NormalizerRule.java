package org.pollex.datasets.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pollex.datasets.source.StreamStatistics;
import org.pollex.hardware.tensor.Tensor;

/** How the figures of a {@link Normalizer} are measured. */
public sealed interface NormalizerRule {

  /** Returns the streams that are read. */
  List<String> streams();

  /** Starts to measure on a store. */
  Collector collector(WindowStore store);

  /** Takes one episode after the other. */
  interface Collector {
    /** Takes all rows of an episode's {@link #streams}, in their order. */
    void add(List<Tensor> rows);

    /** Returns what was measured. */
    Normalizer finish();
  }

  /**
   * Minimum and maximum; what they were measured on is never clipped.
   *
   * @param leastRange smallest divisor, in the stream's unit
   */
  record MinMax(String stream, double leastRange) implements NormalizerRule {
    @Override
    public List<String> streams() {
      return List.of(stream);
    }

    @Override
    public Collector collector(WindowStore store) {
      StreamStatistics statistics = new StreamStatistics(store.column(stream).width());
      return new Collector() {
        @Override
        public void add(List<Tensor> rows) {
          statistics.add(rows.getFirst());
        }

        @Override
        public Normalizer finish() {
          List<Double> low = new ArrayList<>();
          List<Double> high = new ArrayList<>();
          for (StreamStatistics.Figures figures : statistics.figures()) {
            low.add(figures.min() == null ? 0 : figures.min());
            high.add(figures.max() == null ? 0 : figures.max());
          }
          return new Normalizer(low, high, leastRange, Double.POSITIVE_INFINITY);
        }
      };
    }
  }

  /**
   * The 2nd and 98th percentile, clipped to ±1.5 (LBM paper, section on actions). Exact up to 16
   * million values of the stream; of longer ones evenly spread rows are taken.
   *
   * @param leastRange smallest divisor, in the stream's unit
   */
  record Percentile(String stream, double leastRange) implements NormalizerRule {
    @Override
    public List<String> streams() {
      return List.of(stream);
    }

    @Override
    public Collector collector(WindowStore store) {
      int width = store.column(stream).width();
      PercentileColumns columns = new PercentileColumns(width, store.steps());
      return new Collector() {
        @Override
        public void add(List<Tensor> rows) {
          double[] values = rows.getFirst().toDoubles();
          for (int at = 0; at < values.length; at += width) {
            if (columns.takesNext()) {
              columns.add(Arrays.copyOfRange(values, at, at + width));
            }
          }
        }

        @Override
        public Normalizer finish() {
          return columns.normalizer(leastRange);
        }
      };
    }
  }

  /**
   * Percentiles of relative poses for each row of a window on its own, so that near ones keep their
   * resolution (LBM paper, section on actions). Dimension {@code k · width + d} is number d of row
   * k; rotations stay as they are. Evenly spread windows are taken where all are more than 16
   * million values.
   *
   * @param leastRange smallest divisor, metres
   */
  record Relative(RelativePoses poses, double leastRange) implements NormalizerRule {
    @Override
    public List<String> streams() {
      return poses.streams();
    }

    @Override
    public Collector collector(WindowStore store) {
      WindowRule rule = store.rule();
      boolean action = store.column(poses.trajectory().position()).action();
      int rows = (action ? rule.actions() : rule.observations()) - poses.skip();
      int width = poses.width();
      PercentileColumns columns = new PercentileColumns(rows * width, store.windows());
      return new Collector() {
        @Override
        public void add(List<Tensor> read) {
          List<Tensor> moving = chosen(read, poses.trajectory().names());
          List<Tensor> fixed = chosen(read, poses.reference().names());
          int steps = read.getFirst().shape()[0];
          for (int k = 0; k < rule.windows(steps); k++) {
            if (!columns.takesNext()) {
              continue;
            }
            int at = Math.clamp(rule.firstObservation(k) + rule.observations() - 1L, 0, steps - 1);
            int first = (action ? rule.firstAction(k) : rule.firstObservation(k)) + poses.skip();
            double[] window = new double[rows * width];
            for (int i = 0; i < rows; i++) {
              int row = Math.clamp(first + (long) i, 0, steps - 1);
              System.arraycopy(poses.row(moving, row, fixed, at), 0, window, i * width, width);
            }
            columns.add(window);
          }
        }

        @Override
        public Normalizer finish() {
          return columns.normalizer(leastRange, d -> RelativePoses.isRotation(d % width));
        }
      };
    }

    private List<Tensor> chosen(List<Tensor> read, List<String> names) {
      return names.stream().map(name -> read.get(streams().indexOf(name))).toList();
    }
  }
}
