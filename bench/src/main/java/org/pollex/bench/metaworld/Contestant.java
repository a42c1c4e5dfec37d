package org.pollex.bench.metaworld;

/** Somebody who steps Meta-World. */
interface Contestant extends AutoCloseable {
  /** What the tables call it. */
  String name();

  /**
   * Steps a pool of environments of one task and gives the time, resets within the run included,
   * set-up and warm-up excluded.
   */
  Figure measure(String task, int environments, int steps);

  @Override
  void close();
}
