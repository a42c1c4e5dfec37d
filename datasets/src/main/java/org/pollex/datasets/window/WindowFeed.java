package org.pollex.datasets.window;

import java.util.concurrent.ExecutionException;

/** Where a loader's windows come from, by their position; several threads may copy at once. */
interface WindowFeed extends AutoCloseable {

  /** Prepares for all positions up to this one; they come in ascending order. */
  default void prepareTo(long position) {}

  /** Copies the window at a position into a slot of a batch. */
  void copy(long position, WindowBatch batch, int slot)
      throws InterruptedException, ExecutionException;

  @Override
  default void close() {}
}
