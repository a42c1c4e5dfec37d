package org.pollex.metaworld.task;

/** Meta-World's two families of rewards. */
public enum RewardVersion {
  /** Unbounded sums, as published in 2019. */
  V1,
  /** Products of bounded terms, 0 to 10; the default. */
  V2
}
