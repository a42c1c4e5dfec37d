package org.pollex.eval.trial.run;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a reviewer said of one rollout from its film or pictures, without knowing the policy or what
 * the operator had said.
 *
 * @param id chosen by the device that sends it; sent again, it is the same review
 * @param code the trial's code
 * @param success the outcome as the reviewer saw it
 * @param milestones of the task's rubric, met or not
 * @param text a note
 * @param at when it arrived, ISO 8601, UTC
 * @param by the reviewer
 */
public record Review(
    String id,
    String code,
    boolean success,
    Map<String, Boolean> milestones,
    String text,
    String at,
    String by) {
  /** Copies the map, sorted. */
  public Review {
    milestones = milestones == null ? Map.of() : new TreeMap<>(milestones);
    text = text == null ? "" : text;
  }
}
