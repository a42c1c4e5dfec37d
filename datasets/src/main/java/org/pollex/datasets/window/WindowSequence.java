package org.pollex.datasets.window;

/** The windows of one epoch in the order in which training sees them, each once. */
public sealed interface WindowSequence permits WindowOrder, BlockOrder {

  /** Returns the number of positions. */
  long size();

  /** Returns the window at a position, 0 ≤ position &lt; {@link #size}. */
  long window(long position);

  /** Returns the share of worker {@code w} of {@code n}; all shares together are the whole. */
  WindowSequence shard(int w, int n);
}
