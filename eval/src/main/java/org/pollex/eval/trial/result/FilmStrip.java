package org.pollex.eval.trial.result;

import java.util.List;

/**
 * One rollout to be drawn: the cloud that the camera saw at its start and the path of the
 * end-effector. World frame, metres, rounded to 0.1 mm.
 *
 * @param index position of the trial in the sealed order
 * @param task task id
 * @param policy name of the policy
 * @param success whether it succeeded
 * @param path end-effector positions [k][3], evenly spaced in time, first and last included
 * @param gripper opening of the gripper at each of them, in the world's unit; may be empty
 * @param pathSeconds time from one of them to the next
 * @param cloud points [n][3]; empty when the world shows none
 * @param labels one per point: 1 target object, 2 goal fixture, 3 moved part
 * @param goal goal point [3]; empty when the world has none
 */
public record FilmStrip(
    int index,
    String task,
    String policy,
    boolean success,
    List<float[]> path,
    List<Float> gripper,
    double pathSeconds,
    List<float[]> cloud,
    List<Integer> labels,
    List<Float> goal) {}
