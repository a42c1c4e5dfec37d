package org.pollex.hardware.world;

import java.util.List;
import org.pollex.hardware.geometry.Box;

/**
 * One task of a world.
 *
 * @param id for example {@code door-open-v3}
 * @param instruction what a person would say to the robot
 * @param horizon number of steps after which an episode is cut off
 * @param commandBox where the commanded end-effector position may go, world frame; null when the
 *     world commands no position
 * @param low lower ends of the initial condition's parameters
 * @param high upper ends of the initial condition's parameters
 */
public record TaskSpec(
    String id,
    String instruction,
    int horizon,
    Box commandBox,
    List<Double> low,
    List<Double> high) {
  /** Copies the lists. */
  public TaskSpec {
    low = List.copyOf(low);
    high = List.copyOf(high);
  }
}
