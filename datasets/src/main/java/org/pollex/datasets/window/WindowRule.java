package org.pollex.datasets.window;

/**
 * Which rows of an episode make a window. Rows before the first or behind the last one are those
 * rows again (edge padding).
 */
public sealed interface WindowRule {

  /** Returns the number of observation rows of a window. */
  int observations();

  /** Returns the number of action rows of a window. */
  int actions();

  /** Returns the number of windows of an episode with this many steps. */
  int windows(int steps);

  /** Returns the first observation row of window k, before padding; may be negative. */
  int firstObservation(int k);

  /** Returns the first action row of window k, before padding; may be negative. */
  int firstAction(int k);

  /**
   * robomimic's {@code SequenceDataset} with {@code frame_stack} = n, {@code seq_length} = m and
   * both paddings on: one window per step t, with observations t−n+1 … t and actions t … t+m−1.
   *
   * @param observations n, 1 or more
   * @param actions m, 1 or more
   */
  record Robomimic(int observations, int actions) implements WindowRule {
    /** Refuses empty windows. */
    public Robomimic {
      requirePositive(observations, actions);
    }

    @Override
    public int windows(int steps) {
      return steps;
    }

    @Override
    public int firstObservation(int k) {
      return k - observations + 1;
    }

    @Override
    public int firstAction(int k) {
      return k;
    }
  }

  /**
   * Diffusion Policy's {@code SequenceSampler} with {@code sequence_length} = horizon, {@code
   * pad_before} = n−1 and {@code pad_after} = e−1: observations and actions start at the same row,
   * and a policy executes e of the horizon's actions.
   *
   * @param observations n, 1 to the horizon
   * @param actions the horizon
   * @param executed e, 1 to the horizon
   */
  record DiffusionPolicy(int observations, int actions, int executed) implements WindowRule {
    /** Refuses empty windows and counts above the horizon. */
    public DiffusionPolicy {
      requirePositive(observations, actions);
      if (observations > actions || executed < 1 || executed > actions) {
        throw new IllegalArgumentException(
            observations
                + " observations and "
                + executed
                + " executed actions in a horizon of "
                + actions);
      }
    }

    @Override
    public int windows(int steps) {
      return Math.max(0, steps - actions + observations - 1 + executed);
    }

    @Override
    public int firstObservation(int k) {
      return k - observations + 1;
    }

    @Override
    public int firstAction(int k) {
      return k - observations + 1;
    }
  }

  private static void requirePositive(int observations, int actions) {
    if (observations < 1 || actions < 1) {
      throw new IllegalArgumentException(
          observations + " observations and " + actions + " actions; at least 1 each");
    }
  }
}
