package org.pollex.eval.trial.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that an operator said of a trial.
 *
 * @param id chosen by the device that sends it; sent again, it is the same entry
 * @param kind what it is
 * @param code the trial's code
 * @param success the outcome; false in a retraction
 * @param milestones of the task's rubric, met or not
 * @param seconds how long the rollout took
 * @param text a note, or the reason of a retraction
 * @param at when it arrived, ISO 8601, UTC
 */
public record OperatorEntry(
    String id,
    Kind kind,
    String code,
    boolean success,
    Map<String, Boolean> milestones,
    double seconds,
    String text,
    String at) {

  /** What an entry is. */
  public enum Kind {
    /** The outcome of a trial. */
    OUTCOME,
    /** The outcome entered before does not hold; the trial is to be run again. */
    RETRACTION
  }

  /** Copies the map, sorted. */
  public OperatorEntry {
    milestones = new TreeMap<>(milestones);
  }
}
