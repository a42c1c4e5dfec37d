package org.pollex.sim;

import java.util.List;

/**
 * A world whose slots can be saved and continued bit by bit: from equal states, equal actions give
 * equal observations.
 */
public interface ExactState {
  /**
   * The state of one slot: opaque, self-contained, and good only for the same packages and scenes.
   *
   * @param step actions since the reset
   * @param bytes the simulator's own format
   */
  record SlotState(int step, byte[] bytes) {}

  /** Returns the states of the given slots, in their order. */
  List<SlotState> snapshot(int[] slots);

  /**
   * Puts states into slots; a slot takes on the state's task too.
   *
   * @param slots one for each state
   * @throws org.pollex.errors.BadInputException when a state comes from other packages or scenes
   */
  void restore(int[] slots, List<SlotState> states);
}
