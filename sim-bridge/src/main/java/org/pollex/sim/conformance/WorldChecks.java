package org.pollex.sim.conformance;

import static org.pollex.sim.conformance.Check.require;
import static org.pollex.sim.conformance.Slots.BOTH;
import static org.pollex.sim.conformance.Slots.FIRST;
import static org.pollex.sim.conformance.Slots.bareReset;
import static org.pollex.sim.conformance.Slots.dimension;
import static org.pollex.sim.conformance.Slots.requireEqual;
import static org.pollex.sim.conformance.Slots.reset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pollex.hardware.safety.ActionGate;
import org.pollex.hardware.safety.SafetyGate;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.WorldBatch;
import org.pollex.hardware.world.WorldPort;
import org.pollex.sim.ExactState;

/** What every simulated world keeps, seen through the World seam alone. */
public final class WorldChecks {
  private static final int STEPS = 24;

  private WorldChecks() {}

  /** Returns all checks. */
  public static List<Check<WorldSubject>> all() {
    return Stream.concat(motion().stream(), RefusalChecks.all().stream()).toList();
  }

  private static List<Check<WorldSubject>> motion() {
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
      ActionGate open =
          SafetyGate.forWorld(Unlimited.profile(), Unlimited.actions(bare.actionSpec()), 1, false);
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

  private static void snapshotExact(WorldSubject subject) {
    try (WorldPort port = subject.open(subject.tasks(), 2)) {
      if (!(port instanceof ExactState exact)) {
        return;
      }
      bareReset(port, subject);
      ActionGate gate =
          SafetyGate.forWorld(subject.profile(), port.actionSpec(), port.slots(), false);
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
}
