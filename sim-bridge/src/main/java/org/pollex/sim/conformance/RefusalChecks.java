package org.pollex.sim.conformance;

import static org.pollex.sim.conformance.Check.require;
import static org.pollex.sim.conformance.Slots.BOTH;
import static org.pollex.sim.conformance.Slots.FIRST;
import static org.pollex.sim.conformance.Slots.dimension;
import static org.pollex.sim.conformance.Slots.requireEqual;
import static org.pollex.sim.conformance.Slots.reset;

import java.util.Arrays;
import java.util.List;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldPort;

/** What every simulated world refuses, without moving anything. */
final class RefusalChecks {
  private RefusalChecks() {}

  static List<Check<WorldSubject>> all() {
    return List.of(
        new Check<>(
            "not-a-number-refused",
            "A NaN in an action is refused, and nothing moves.",
            RefusalChecks::notANumberRefused),
        new Check<>(
            "wrong-shape-refused",
            "An action with too few numbers is refused.",
            RefusalChecks::wrongShapeRefused),
        new Check<>(
            "bad-condition-refused",
            "Initial conditions out of bounds, of the wrong length or of unknown tasks are refused.",
            RefusalChecks::badConditionRefused),
        new Check<>(
            "horizon-truncates",
            "An episode is truncated at its horizon, and takes no further step until it is reset.",
            RefusalChecks::horizonTruncates));
  }

  private static void notANumberRefused(WorldSubject subject) {
    try (WorldBatch world = subject.openGated(subject.tasks(), 2)) {
      reset(world, subject, BOTH);
      float[] values = new float[2 * dimension(world)];
      values[values.length - 1] = Float.NaN;
      requireRefused("NaN", () -> world.step(batch(BOTH, values)));
      StepBatch next = world.step(new RandomActions(dimension(world), 1).next(BOTH, 1));
      require(next.steps()[0] == 1, "slot 0 was stepped although slot 1 was refused");
      requireEqual("after the refusal", next, 0, next, 1);
    }
  }

  private static void wrongShapeRefused(WorldSubject subject) {
    try (WorldBatch world = subject.openGated(subject.tasks(), 1)) {
      reset(world, subject, FIRST);
      float[] tooShort = new float[dimension(world) - 1];
      requireRefused("a short action", () -> world.step(batch(FIRST, tooShort)));
    }
  }

  private static void badConditionRefused(WorldSubject subject) {
    String task = subject.tasks().getFirst();
    try (WorldPort port = subject.open(subject.tasks(), 1)) {
      double[] good = subject.conditions(task, 1).getFirst().parameters();
      double[] far = good.clone();
      far[0] += 100;
      double[] tooShort = Arrays.copyOf(good, good.length - 1);
      double[] undefined = good.clone();
      undefined[0] = Double.NaN;
      for (double[] bad : List.of(far, tooShort, undefined)) {
        InitialCondition condition = new InitialCondition(task, bad, "bad");
        requireRefused(condition.toString(), () -> port.reset(FIRST, List.of(condition)));
      }
      InitialCondition unknown = new InitialCondition("no-such-task", good, "bad");
      requireRefused("an unknown task", () -> port.reset(FIRST, List.of(unknown)));
    }
  }

  private static void horizonTruncates(WorldSubject subject) {
    try (WorldBatch world = subject.openGated(subject.tasks().subList(0, 1), 1)) {
      reset(world, subject, FIRST);
      int horizon = world.tasks().get(subject.tasks().getFirst()).horizon();
      RandomActions actions = new RandomActions(dimension(world), 1);
      int executed = 0;
      boolean truncated = false;
      while (executed < horizon + 50 && !truncated) {
        List<StepBatch> steps = world.stepChunk(actions.next(FIRST, 50), false);
        executed += steps.size();
        truncated = steps.getLast().truncated()[0];
      }
      require(truncated && executed == horizon, "truncated after " + executed + " of " + horizon);
      try {
        world.step(actions.next(FIRST, 1));
      } catch (PollexException expected) {
        return;
      }
      throw new Check.Violation("a truncated episode went on");
    }
  }

  private static ActionBatch batch(int[] slots, float[] values) {
    return new ActionBatch(slots, 1, values.length / slots.length, values, new long[slots.length]);
  }

  private static void requireRefused(String what, Runnable call) {
    try {
      call.run();
    } catch (BadInputException expected) {
      return;
    }
    throw new Check.Violation(what + " was accepted");
  }
}
