package org.pollex.metaworld.world;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StepBatch;
import org.pollex.metaworld.MetaworldEnv;

/** One step's answers being written, row by row, by several threads. */
final class Rows {
  private static final double STEP_NANOS = 12.5e6;

  private final int[] slots;
  private final Map<Stream, Column> columns = new LinkedHashMap<>();
  private final boolean[] present;
  private final int[] steps;
  private final double[] reward;
  private final boolean[] terminated;
  private final boolean[] truncated;
  private final boolean[] success;
  private final Map<Integer, String> errors = new ConcurrentHashMap<>();

  private record Column(DType dtype, int[] shape, int stride, ByteBuffer bytes) {}

  Rows(int[] slots, List<Stream> streams, int stateSize) {
    this.slots = slots;
    int n = slots.length;
    present = new boolean[n];
    steps = new int[n];
    reward = new double[n];
    terminated = new boolean[n];
    truncated = new boolean[n];
    success = new boolean[n];
    for (Stream stream : streams) {
      List<Integer> shape = stream.shape(stateSize);
      int[] sizes = new int[shape.size() + 1];
      sizes[0] = n;
      int numbers = 1;
      for (int i = 0; i < shape.size(); i++) {
        sizes[i + 1] = shape.get(i);
        numbers *= shape.get(i);
      }
      int stride = numbers * stream.dtype().bytes();
      ByteBuffer bytes = ByteBuffer.allocate(n * stride).order(ByteOrder.LITTLE_ENDIAN);
      columns.put(stream, new Column(stream.dtype(), sizes, stride, bytes));
    }
  }

  /** Writes a row's streams from its slot. */
  void read(int row, Slot slot) {
    present[row] = true;
    steps[row] = slot.env.steps();
    // In this order, not in that of the request: see Stream.OBJECT_POSES.
    for (Stream stream : Stream.values()) {
      Column column = columns.get(stream);
      if (column != null) {
        ByteBuffer target =
            column.bytes.slice(row * column.stride, column.stride).order(ByteOrder.LITTLE_ENDIAN);
        stream.read(slot, target);
      }
    }
  }

  /** Writes what a step said besides streams. */
  void judge(int row, double rewarded, boolean succeeded, boolean ended, boolean cutOff) {
    reward[row] = rewarded;
    success[row] = succeeded;
    terminated[row] = ended;
    truncated[row] = cutOff;
  }

  /** The row's slot failed, after {@code done} steps that count. */
  void fail(int row, String message, int done) {
    present[row] = true;
    steps[row] = done;
    errors.put(row, message);
  }

  boolean isEmpty() {
    for (boolean one : present) {
      if (one) {
        return false;
      }
    }
    return true;
  }

  /** The rows that were written, as a batch; {@code extra} streams must have all rows. */
  StepBatch batch(Map<String, Tensor> extra, List<String> order) {
    int[] rows = new int[slots.length];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (present[row]) {
        rows[count++] = row;
      }
    }
    rows = Arrays.copyOf(rows, count);
    Map<String, Tensor> named = new LinkedHashMap<>(extra);
    for (Map.Entry<Stream, Column> entry : columns.entrySet()) {
      named.put(entry.getKey().label(), select(entry.getValue(), rows));
    }
    Map<String, Tensor> streams = new LinkedHashMap<>();
    for (String name : order) {
      if (named.containsKey(name)) {
        streams.put(name, named.get(name));
      }
    }
    return flags(rows, streams);
  }

  private StepBatch flags(int[] rows, Map<String, Tensor> streams) {
    int n = rows.length;
    int[] chosen = new int[n];
    int[] counted = new int[n];
    long[] stamps = new long[n];
    double[] rewards = new double[n];
    List<boolean[]> flags = new ArrayList<>();
    for (boolean[] all : List.of(terminated, truncated, success)) {
      boolean[] some = new boolean[n];
      for (int i = 0; i < n; i++) {
        some[i] = all[rows[i]];
      }
      flags.add(some);
    }
    Map<Integer, String> failed = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      int row = rows[i];
      chosen[i] = slots[row];
      counted[i] = steps[row];
      stamps[i] = Math.round(steps[row] * STEP_NANOS);
      rewards[i] = reward[row];
      if (errors.containsKey(row)) {
        failed.put(i, errors.get(row));
      }
    }
    return new StepBatch(
        chosen,
        counted,
        stamps,
        streams,
        rewards,
        flags.get(0),
        flags.get(1),
        flags.get(2),
        failed);
  }

  private static Tensor select(Column column, int[] rows) {
    int[] shape = column.shape.clone();
    if (rows.length == shape[0]) {
      return Tensor.wrap(column.dtype, shape, column.bytes.duplicate());
    }
    shape[0] = rows.length;
    ByteBuffer chosen = ByteBuffer.allocate(rows.length * column.stride);
    for (int row : rows) {
      chosen.put(column.bytes.slice(row * column.stride, column.stride));
    }
    return Tensor.wrap(column.dtype, shape, chosen.flip());
  }

  /** Whether the horizon is reached. */
  static boolean cutOff(Slot slot) {
    return slot.env.steps() >= MetaworldEnv.HORIZON;
  }
}
