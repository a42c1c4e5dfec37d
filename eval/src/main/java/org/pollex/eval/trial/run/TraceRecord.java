package org.pollex.eval.trial.run;

import java.util.List;

/**
 * What is kept of a rollout for drawing it; deterministic, but no part of the analysis. World
 * frame, metres; numbers are float32, little-endian, base 64.
 *
 * @param index position in the sealed order
 * @param steps step of each kept position, ascending
 * @param path end-effector positions, [k][3]
 * @param gripper opening of the gripper at each of them; empty when the world gives none
 * @param goal goal point [3]; empty when the world gives none
 * @param cloud points [n][3] at the start; empty unless the trial is filmed
 * @param labels one byte per point, base 64
 * @param actions the executed actions, one after another; empty unless the trial is filmed
 */
public record TraceRecord(
    int index,
    List<Integer> steps,
    String path,
    String gripper,
    String goal,
    String cloud,
    String labels,
    String actions) {}
