package org.pollex.eval.statistics.sequential;

import java.util.Map;
import java.util.OptionalInt;

/**
 * One run of a sequential test. The first decision is final: later pairs are counted but can
 * neither revoke nor reverse it, and pairs beyond the committed maximum are never looked at.
 */
public final class SequentialRun {

  private final SequentialTest test;
  private final SequentialTest.Monitor monitor;
  private Decision decision = Decision.UNDECIDED;
  private int pairs;
  private int unused;

  /** Starts a run with the first stream of draws. */
  public SequentialRun(SequentialTest test) {
    this(test, 0);
  }

  /**
   * Starts a run.
   *
   * @param stream see {@link SequentialTest#monitor(long)}
   */
  public SequentialRun(SequentialTest test, long stream) {
    this.test = test;
    this.monitor = test.monitor(stream);
  }

  /** Takes in the outcomes of the next pair and returns the decision so far. */
  public Decision observe(boolean a, boolean b) {
    if (finished()) {
      unused++;
    } else {
      pairs++;
      decision = monitor.observe(a, b);
    }
    return decision;
  }

  /** True once there is a decision or no pair is left. */
  public boolean finished() {
    OptionalInt maximum = test.maximumPairs();
    return decision != Decision.UNDECIDED || (maximum.isPresent() && pairs == maximum.getAsInt());
  }

  public Decision decision() {
    return decision;
  }

  /** The 1-based pair at which the test decided; empty if it has not. */
  public OptionalInt stop() {
    return decision == Decision.UNDECIDED ? OptionalInt.empty() : OptionalInt.of(pairs);
  }

  /** Pairs that the test looked at. */
  public int pairs() {
    return pairs;
  }

  /** Pairs that came after the end. */
  public int unused() {
    return unused;
  }

  /** See {@link SequentialTest.Monitor#decidingLead}; at the last pair that the test looked at. */
  public OptionalInt decidingLead() {
    return monitor.decidingLead();
  }

  /** Figures of the test at the last pair that it looked at. */
  public Map<String, Double> evidence() {
    return monitor.evidence();
  }
}
