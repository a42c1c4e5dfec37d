package org.pollex.policies.mt3;

import java.util.List;
import java.util.Map;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.Observation;
import org.pollex.policies.Decision;

/** A hand that follows a command with a lag of seven steps; the command stays in a box. */
final class LaggingHand {
  static final ActionSpec ACTIONS =
      new ActionSpec(
          ActionSpec.Kind.END_EFFECTOR_DELTA_POSITION,
          "world",
          List.of(
              new ActionSpec.Channel("dx", "m", 0.01, -1, 1),
              new ActionSpec.Channel("dy", "m", 0.01, -1, 1),
              new ActionSpec.Channel("dz", "m", 0.01, -1, 1),
              new ActionSpec.Channel("gripper", "", 1, -1, 1)),
          80);

  private final Box box;
  private Vec3 hand;
  private Vec3 command;
  private double fingers = 1;
  private double narrowest = 0.29;
  private int step;

  LaggingHand(Vec3 start, Box box) {
    this.hand = start;
    this.command = start;
    this.box = box;
  }

  Observation see() {
    return new Observation(
        step,
        0,
        Map.of(
            "ee_pos", Tensor.ofDoubles(hand.toArray()),
            "command_pos", Tensor.ofDoubles(command.toArray()),
            "gripper", Tensor.ofDoubles(new double[] {fingers})));
  }

  void act(Decision decision) {
    float[] action = ((Decision.Act) decision).actions()[0];
    for (float value : action) {
      if (Math.abs(value) > 1) {
        throw new AssertionError("an action beyond its limits: " + value);
      }
    }
    command = box.clamp(command.plus(new Vec3(action[0], action[1], action[2]).times(0.01)));
    hand = hand.plus(command.minus(hand).times(1.0 / 7));
    fingers = Math.clamp(fingers - 0.05 * action[3], narrowest, 1.0);
    step++;
  }

  /** Puts something between the fingers, so that they close no further. */
  void meet(double width) {
    narrowest = width;
  }

  double fingers() {
    return fingers;
  }

  Vec3 hand() {
    return hand;
  }

  int steps() {
    return step;
  }
}
