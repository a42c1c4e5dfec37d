package org.pollex.hardware.world;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.hardware.tensor.Tensor;

/**
 * What some slots of a world answered, column by column; row i belongs to slot {@code slots[i]}.
 *
 * <p>After a reset the reward is 0 and all flags are false. A slot whose action was refused by the
 * gate, or whose simulator failed, has a message in {@code errors}; it was not stepped (refused) or
 * must be reset (failed), and its row repeats the last observation or is empty.
 *
 * @param slots slot of each row
 * @param steps actions since the reset, per row
 * @param stampNanos stamp of each row's observation, nanoseconds
 * @param streams values by stream name, each of shape [rows, ...]
 * @param reward the world's own reward, 0 where it has none
 * @param terminated the task ended the episode
 * @param truncated the time limit ended the episode
 * @param success the task's success predicate holds at this step
 * @param errors row number → what went wrong; empty when nothing did
 */
public record StepBatch(
    int[] slots,
    int[] steps,
    long[] stampNanos,
    Map<String, Tensor> streams,
    double[] reward,
    boolean[] terminated,
    boolean[] truncated,
    boolean[] success,
    Map<Integer, String> errors) {

  /** Returns the number of rows. */
  public int rows() {
    return slots.length;
  }

  /** Returns one row as an observation; its tensors are views, not copies. */
  public Observation observation(int row) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    streams.forEach((name, column) -> values.put(name, column.row(row)));
    return new Observation(steps[row], stampNanos[row], values);
  }

  /** Returns all rows as observations. */
  public List<Observation> observations() {
    return java.util.stream.IntStream.range(0, rows()).mapToObj(this::observation).toList();
  }
}
