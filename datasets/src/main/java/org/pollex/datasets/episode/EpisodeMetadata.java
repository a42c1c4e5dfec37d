package org.pollex.datasets.episode;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known about an episode before its first step.
 *
 * @param task the task's id in its world, for example {@code door-open-v3}
 * @param instruction what a person would say to the robot
 * @param index number of the episode within its recording, from 0
 * @param seed the seed that its initial condition and noise were drawn with
 * @param randVec the initial condition's parameters, in the task's own order and units
 * @param policy who acted, for example {@code expert}, or a person's name for teleoperation
 * @param noise standard deviation of the noise added to the actions, in action units
 * @param controlHz steps per second
 * @param cloudCamera the camera that the clouds were seen by; empty where there are none
 * @param attributes whatever else should be kept, as text
 */
public record EpisodeMetadata(
    String task,
    String instruction,
    int index,
    long seed,
    List<Double> randVec,
    String policy,
    double noise,
    double controlHz,
    String cloudCamera,
    Map<String, String> attributes) {

  /** Copies the list and the map. */
  public EpisodeMetadata {
    randVec = List.copyOf(randVec);
    attributes = new TreeMap<>(attributes);
  }

  /** Returns the same with other attributes. */
  public EpisodeMetadata with(Map<String, String> others) {
    return new EpisodeMetadata(
        task, instruction, index, seed, randVec, policy, noise, controlHz, cloudCamera, others);
  }

  /** Returns the same with another instruction. */
  public EpisodeMetadata saying(String other) {
    return new EpisodeMetadata(
        task, other, index, seed, randVec, policy, noise, controlHz, cloudCamera, attributes);
  }
}
