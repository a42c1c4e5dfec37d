package org.pollex.eval.trial.result;

import java.util.Map;

/**
 * How one trial went, with its arm opened.
 *
 * @param index position in the sealed order, from 0
 * @param code what the operator saw
 * @param policy name of the policy
 * @param task task id
 * @param condition id of the initial condition; equal for the trials of a bundle
 * @param success the task's success predicate held at some step
 * @param steps executed actions
 * @param seconds steps × control period: time to success, or the time at which it was cut off
 * @param stage the stage that failed, for example {@code retrieval}; empty on success
 * @param reason what ended it, in words; may be empty
 * @param interventions actions that each rule of the safety gate changed or refused
 * @param diagnostics the policy's own account of the episode
 * @param commitment the commitment that was opened, 64 hexadecimal characters
 */
public record TrialOutcome(
    int index,
    String code,
    String policy,
    String task,
    String condition,
    boolean success,
    int steps,
    double seconds,
    String stage,
    String reason,
    Map<String, Long> interventions,
    Map<String, Object> diagnostics,
    String commitment) {}
