package org.pollex.sim.conformance;

import static org.pollex.sim.conformance.Check.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pollex.errors.BadInputException;
import org.pollex.errors.PollexException;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldPort;
import org.pollex.sim.ExactState;

/** What every simulated world keeps, seen through the World seam alone. */
public final class WorldChecks {
  private static final int[] FIRST = {0};
  private static final int[] BOTH = {0, 1};
  private static final int STEPS = 24;

  private WorldChecks() {}

  /** Returns all checks. */
  public static List<Check<WorldSubject>> all() {
    return List.of(
        new Check<>(
            "streams-as-declared",
            "Every stream has the element type and shape that the specification says.",
            WorldChecks::streamsAsDeclared),
        new Check<>(
            "deterministic",
            "Equal initial conditions and actions give equal bytes, in other slots and pools too.",
            WorldChecks::deterministic),
        new Check<>(
            "chunk-equals-steps",
            "A chunk of K actions gives what K single steps give, bit by bit.",
            WorldChecks::chunkEqualsSteps),
        new Check<>(
            "slots-independent",
            "Stepping some slots leaves the others where they are.",
            WorldChecks::slotsIndependent),
        new Check<>(
            "gate-keeps-physics",
            "Actions beyond their range have the same effect with and without the safety gate.",
            WorldChecks::gateKeepsPhysics),
        new Check<>(
            "not-a-number-refused",
            "A NaN in an action is refused, and nothing moves.",
            WorldChecks::notANumberRefused),
        new Check<>(
            "wrong-shape-refused",
            "An action with too few numbers is refused.",
            WorldChecks::wrongShapeRefused),
        new Check<>(
            "bad-condition-refused",
            "Initial conditions out of bounds, of the wrong length or of unknown tasks are refused.",
            WorldChecks::badConditionRefused),
        new Check<>(
            "horizon-truncates",
            "An episode is truncated at its horizon, and takes no further step until it is reset.",
            WorldChecks::horizonTruncates),
        new Check<>(
            "snapshot-exact",
            "From a restored state, equal actions give equal bytes (where snapshots are offered).",
            WorldChecks::snapshotExact));
  }

  private static void streamsAsDeclared(WorldSubject subject) {
    try (WorldBatch world = subject.openGated(subject.tasks(), 2)) {
      StepBatch first = reset(world, subject, BOTH);
      StepBatch next = world.step(new RandomActions(dimension(world), 1).next(BOTH, 1));
      for (StreamSpec spec : world.observationSpec().streams()) {
        requireDeclared(spec, first.streams().get(spec.name()));
        if (!spec.resetOnly()) {
          requireDeclared(spec, next.streams().get(spec.name()));
        }
      }
      require(next.steps()[0] == 1, "after one action a slot counts " + next.steps()[0]);
    }
  }

  private static void requireDeclared(StreamSpec spec, Tensor seen) {
    require(seen != null, "stream " + spec.name() + " is missing");
    List<Integer> wanted = new ArrayList<>(spec.shape());
    wanted.addFirst(2);
    boolean fits = seen.dtype() == spec.dtype() && seen.shape().length == wanted.size();
    for (int axis = 0; fits && axis < wanted.size(); axis++) {
      fits = wanted.get(axis) < 0 || wanted.get(axis) == seen.shape()[axis];
    }
    require(fits, spec.name() + " is " + seen + ", declared " + spec.dtype() + wanted);
  }

  private static void deterministic(WorldSubject subject) {
    List<StepBatch> once = rollout(subject, 2, 1);
    List<StepBatch> again = rollout(subject, 2, 1);
    for (int i = 0; i < once.size(); i++) {
      requireEqual("another pool, step " + i, once.get(i), 0, again.get(i), 0);
      requireEqual("another slot, step " + i, once.get(i), 0, once.get(i), 1);
    }
  }

  private static void chunkEqualsSteps(WorldSubject subject) {
    List<StepBatch> single = rollout(subject, 1, 1);
    List<StepBatch> chunks = rollout(subject, 1, 8);
    require(chunks.size() == single.size(), "chunks executed " + chunks.size() + " steps");
    for (int i = 0; i < single.size(); i++) {
      requireEqual("step " + i, single.get(i), 0, chunks.get(i), 0);
    }
  }

  private static List<StepBatch> rollout(WorldSubject subject, int slots, int chunk) {
    int[] all = Arrays.copyOf(BOTH, slots);
    try (WorldBatch world = subject.openGated(subject.tasks(), slots)) {
      List<StepBatch> seen = new ArrayList<>();
      seen.add(reset(world, subject, all));
      ActionBatch actions = new RandomActions(dimension(world), 1).next(FIRST, STEPS);
      for (int from = 0; from < STEPS; from += chunk) {
        int width = chunk * actions.dimension();
        float[] part =
            Arrays.copyOfRange(
                actions.values(), from * actions.dimension(), from * actions.dimension() + width);
        float[] values = new float[slots * width];
        for (int row = 0; row < slots; row++) {
          System.arraycopy(part, 0, values, row * width, width);
        }
        seen.addAll(
            world.stepChunk(
                new ActionBatch(all, chunk, actions.dimension(), values, new long[slots]), false));
      }
      return seen;
    }
  }

  private static void slotsIndependent(WorldSubject subject) {
    try (WorldBatch world = subject.openGated(subject.tasks(), 2)) {
      reset(world, subject, BOTH);
      RandomActions early = new RandomActions(dimension(world), 1);
      RandomActions late = new RandomActions(dimension(world), 1);
      List<StepBatch> alone = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        alone.add(world.step(early.next(FIRST, 1)));
      }
      for (int i = 0; i < 10; i++) {
        StepBatch other = world.step(late.next(new int[] {1}, 1));
        requireEqual("step " + i + " of slot 1", alone.get(i), 0, other, 0);
      }
    }
  }

  private static void gateKeepsPhysics(WorldSubject subject) {
    try (WorldBatch gated = subject.openGated(subject.tasks(), 1);
        WorldPort bare = subject.open(subject.tasks(), 1)) {
      requireEqual("reset", reset(gated, subject, FIRST), 0, bareReset(bare, subject), 0);
      SafetyGate open =
          new SafetyGate(Unlimited.profile(), Unlimited.actions(bare.actionSpec()), 1, false);
      RandomActions wild = new RandomActions(dimension(gated), 4);
      for (int i = 0; i < STEPS; i++) {
        ActionBatch action = wild.next(FIRST, 1);
        StepBatch ungated = bare.step(open.approve(action), false).getFirst();
        StepBatch checked = without(gated.step(action), subject.commandEchoes());
        requireEqual("step " + i, checked, 0, ungated, 0);
      }
    }
  }

  private static StepBatch without(StepBatch batch, Set<String> names) {
    Map<String, Tensor> kept = new LinkedHashMap<>(batch.streams());
    kept.keySet().removeAll(names);
    return new StepBatch(
        batch.slots(),
        batch.steps(),
        batch.stampNanos(),
        kept,
        batch.reward(),
        batch.terminated(),
        batch.truncated(),
        batch.success(),
        batch.errors());
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

  private static void snapshotExact(WorldSubject subject) {
    try (WorldPort port = subject.open(subject.tasks(), 2)) {
      if (!(port instanceof ExactState exact)) {
        return;
      }
      bareReset(port, subject);
      SafetyGate gate = new SafetyGate(subject.profile(), port.actionSpec(), port.slots(), false);
      RandomActions actions = new RandomActions(port.actionSpec().dimension(), 1);
      port.step(gate.approve(actions.next(FIRST, STEPS)), false);
      List<ExactState.SlotState> saved = exact.snapshot(FIRST);
      ActionBatch further = actions.next(FIRST, STEPS);
      List<StepBatch> original = port.step(gate.approve(further), false);
      exact.restore(new int[] {1}, saved);
      ActionBatch elsewhere =
          new ActionBatch(new int[] {1}, STEPS, further.dimension(), further.values(), new long[1]);
      List<StepBatch> continued = port.step(gate.approve(elsewhere), false);
      for (int i = 0; i < STEPS; i++) {
        requireEqual("step " + i, original.get(i), 0, continued.get(i), 0);
      }
    }
  }

  private static StepBatch reset(WorldBatch world, WorldSubject subject, int[] slots) {
    InitialCondition start = subject.conditions(subject.tasks().getFirst(), 1).getFirst();
    return world.reset(slots, java.util.Collections.nCopies(slots.length, start));
  }

  private static StepBatch bareReset(WorldPort port, WorldSubject subject) {
    return port.reset(FIRST, subject.conditions(subject.tasks().getFirst(), 1));
  }

  private static int dimension(WorldBatch world) {
    return world.actionSpec().dimension();
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

  private static void requireEqual(String where, StepBatch a, int i, StepBatch b, int j) {
    Map<String, Tensor> other = b.streams();
    a.streams()
        .forEach(
            (name, column) ->
                require(
                    column.row(i).equals(other.get(name).row(j)),
                    where + ": stream " + name + " differs"));
    boolean flags =
        Double.compare(a.reward()[i], b.reward()[j]) == 0
            && a.terminated()[i] == b.terminated()[j]
            && a.truncated()[i] == b.truncated()[j]
            && a.success()[i] == b.success()[j];
    require(flags, where + ": reward or flags differ");
  }
}
