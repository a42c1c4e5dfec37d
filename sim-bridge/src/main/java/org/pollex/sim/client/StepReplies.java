package org.pollex.sim.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StepBatch;
import org.pollex.sim.v1.EnvError;
import org.pollex.sim.v1.NamedTensor;
import org.pollex.sim.v1.ResetReply;
import org.pollex.sim.v1.StepChunkReply;
import org.pollex.sim.v1.StepReply;

/** Reads answers into step batches and counts each slot's steps, which the contract leaves out. */
final class StepReplies {
  private final int[] stepOfSlot;
  private final double stepNanos;

  StepReplies(int slots, double stepSeconds) {
    this.stepOfSlot = new int[slots];
    this.stepNanos = stepSeconds * 1e9;
  }

  int stepOf(int slot) {
    return stepOfSlot[slot];
  }

  void restored(int slot, int step) {
    stepOfSlot[slot] = step;
  }

  StepBatch read(int[] slots, ResetReply reply) {
    for (int slot : slots) {
      stepOfSlot[slot] = 0;
    }
    int n = slots.length;
    return batch(
        slots,
        columns(reply.getStreamsList()),
        new double[n],
        new boolean[n],
        new boolean[n],
        new boolean[n],
        errors(slots, reply.getErrorsList(), 0));
  }

  StepBatch read(int[] slots, StepReply reply) {
    Map<Integer, String> errors = errors(slots, reply.getErrorsList(), 0);
    for (int row = 0; row < slots.length; row++) {
      if (!errors.containsKey(row)) {
        stepOfSlot[slots[row]]++;
      }
    }
    return batch(
        slots,
        columns(reply.getStreamsList()),
        TensorCodec.doubles(reply.getReward()),
        TensorCodec.booleans(reply.getTerminated()),
        TensorCodec.booleans(reply.getTruncated()),
        TensorCodec.booleans(reply.getSuccess()),
        errors);
  }

  /** One batch for each executed step, with the rows of the slots that executed it. */
  List<StepBatch> read(int[] slots, int steps, StepChunkReply reply) {
    Map<String, Tensor> columns = columns(reply.getStreamsList());
    Tensor reward = TensorCodec.decode(reply.getReward());
    Tensor terminated = TensorCodec.decode(reply.getTerminated());
    Tensor truncated = TensorCodec.decode(reply.getTruncated());
    Tensor success = TensorCodec.decode(reply.getSuccess());
    Tensor executed = TensorCodec.decode(reply.getSteps());
    List<StepBatch> batches = new ArrayList<>(steps);
    for (int k = 0; k < steps; k++) {
      Map<Integer, String> errors = errors(slots, reply.getErrorsList(), k);
      int[] rows = rowsOfStep(k, executed, errors);
      if (rows.length == 0) {
        break;
      }
      int[] rowSlots = new int[rows.length];
      Map<Integer, String> rowErrors = new HashMap<>();
      for (int i = 0; i < rows.length; i++) {
        rowSlots[i] = slots[rows[i]];
        if (errors.containsKey(rows[i])) {
          rowErrors.put(i, errors.get(rows[i]));
        } else {
          stepOfSlot[rowSlots[i]]++;
        }
      }
      Map<String, Tensor> streams = new LinkedHashMap<>();
      int step = k;
      columns.forEach((name, column) -> streams.put(name, select(column.row(step), rows)));
      batches.add(
          batch(
              rowSlots,
              streams,
              select(reward.row(k), rows).toDoubles(),
              TensorCodec.booleans(select(terminated.row(k), rows)),
              TensorCodec.booleans(select(truncated.row(k), rows)),
              TensorCodec.booleans(select(success.row(k), rows)),
              rowErrors));
    }
    return batches;
  }

  private StepBatch batch(
      int[] slots,
      Map<String, Tensor> streams,
      double[] reward,
      boolean[] terminated,
      boolean[] truncated,
      boolean[] success,
      Map<Integer, String> errors) {
    int[] steps = new int[slots.length];
    long[] stamps = new long[slots.length];
    for (int row = 0; row < slots.length; row++) {
      steps[row] = stepOfSlot[slots[row]];
      stamps[row] = Math.round(steps[row] * stepNanos);
    }
    return new StepBatch(
        slots, steps, stamps, streams, reward, terminated, truncated, success, errors);
  }

  private static Map<String, Tensor> columns(List<NamedTensor> streams) {
    Map<String, Tensor> columns = LinkedHashMap.newLinkedHashMap(streams.size());
    for (NamedTensor stream : streams) {
      columns.put(stream.getName(), TensorCodec.decode(stream.getTensor()));
    }
    return columns;
  }

  private static Map<Integer, String> errors(int[] slots, List<EnvError> messages, int step) {
    if (messages.isEmpty()) {
      return Map.of();
    }
    Map<Integer, String> errors = new HashMap<>();
    for (EnvError error : messages) {
      for (int row = 0; row < slots.length; row++) {
        // A warning that lets the episode go on is in the server's log, not an error of the row.
        if (slots[row] == error.getSlot()
            && error.getChunkStep() == step
            && error.getNeedsReset()) {
          errors.put(row, error.getCode() + ": " + error.getMessage());
        }
      }
    }
    return errors;
  }

  private static int[] rowsOfStep(int k, Tensor executed, Map<Integer, String> errors) {
    int[] rows = new int[executed.size()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (executed.get(row) > k || errors.containsKey(row)) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  /** Returns the chosen rows; all of them without a copy. */
  private static Tensor select(Tensor column, int[] rows) {
    int[] shape = column.shape();
    if (rows.length == shape[0]) {
      return column;
    }
    ByteBuffer source = column.bytes();
    int stride = source.remaining() / shape[0];
    ByteBuffer chosen = ByteBuffer.allocate(stride * rows.length);
    for (int row : rows) {
      chosen.put(source.slice(row * stride, stride));
    }
    shape[0] = rows.length;
    return Tensor.wrap(column.dtype(), shape, chosen.flip());
  }
}
