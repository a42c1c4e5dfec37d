package org.pollex.metaworld.task;

import static org.pollex.metaworld.scene.Vec3.distance;

/** Reward v1 of the pick-and-place tasks: reach, lift, carry. */
final class Carry {
  private final Task task;
  private double lying;
  private double liftedTo;
  private double farthest;

  Carry(Task task) {
    this.task = task;
  }

  /**
   * Begins an episode; the task's object and target are in their places.
   *
   * @param lying height of the object at rest, m
   * @param lift how much higher the lift is complete, m
   */
  void begin(double lying, double lift) {
    this.lying = lying;
    liftedTo = lying + lift;
    farthest = task.farthestCarry(liftedTo);
  }

  /** The whole reward, with {@code placing} metres from object to goal. */
  double reward(double placing) {
    double height = task.object.z;
    double reach = distance(task.object, task.tcp);
    boolean lifted = height >= liftedTo - 0.01;
    boolean dropped = Classic.dropped(height, lying, placing, reach);
    double pick = Classic.pick(reach, 0.1, height, lying, liftedTo, lifted && !dropped);
    boolean carried = lifted && reach < 0.1 && !dropped;
    double place = carried ? Math.max(Classic.closeness(farthest, placing), 0) : 0;
    return Classic.reachAndSqueeze(task, task.object, Classic.NEAR, 2) + pick + place;
  }
}
