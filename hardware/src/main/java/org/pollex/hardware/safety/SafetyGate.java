package org.pollex.hardware.safety;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.StepBatch;

/**
 * Judges every action before a world sees it.
 *
 * <p>Rules, in the order in which they are applied to each action of each slot: finite numbers
 * (refused otherwise), age of the answered observation (refused when stale, real-time worlds only),
 * range of each channel (clamped), translation per step and speed (shortened), workspace box of the
 * commanded position (clamped, or counted where the world clips by itself). A chunk of K actions is
 * judged action by action along the commanded positions it leads to. Either every action of a batch
 * is approved or none is executed.
 */
public final class SafetyGate {
  private final SafetyProfile profile;
  private final ActionSpec spec;
  private final boolean realTime;
  private final LongSupplier clock;
  private final Slot[] slots;

  /** What the gate knows about a slot. */
  private static final class Slot {
    private Box box;
    private Vec3 command;
    private long actions;
    private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);

    void count(Rule rule) {
      counts.merge(rule, 1L, Long::sum);
    }
  }

  /** Creates a gate that judges staleness, where it applies, by the system's monotonic clock. */
  public SafetyGate(SafetyProfile profile, ActionSpec spec, int slots, boolean realTime) {
    this(profile, spec, slots, realTime, System::nanoTime);
  }

  SafetyGate(
      SafetyProfile profile, ActionSpec spec, int slots, boolean realTime, LongSupplier clock) {
    this.profile = profile;
    this.spec = spec;
    this.realTime = realTime;
    this.clock = clock;
    this.slots = new Slot[slots];
    Arrays.setAll(this.slots, slot -> new Slot());
  }

  /**
   * Forgets what was known about a slot and starts counting anew.
   *
   * @param taskBox box of the task for the commanded position, or null when it has none
   */
  public void beginEpisode(int slot, Box taskBox) {
    Slot fresh = new Slot();
    fresh.box = taskBox != null ? taskBox : profile.workspace().orElse(null);
    slots[slot] = fresh;
  }

  /** Takes the commanded positions from what the world answered. */
  public void observe(StepBatch answer) {
    Tensor commands = answer.streams().get(profile.commandStream());
    if (commands == null || profile.translationChannels() == 0) {
      return;
    }
    for (int row = 0; row < answer.rows(); row++) {
      slots[answer.slots()[row]].command =
          new Vec3(commands.get(3 * row), commands.get(3 * row + 1), commands.get(3 * row + 2));
    }
  }

  /**
   * Approves actions, changed where a rule says so.
   *
   * @throws UnsafeCommandException when an action is refused
   * @throws BadInputException when the actions do not have the world's dimension
   */
  public ApprovedActions approve(ActionBatch batch) {
    if (batch.dimension() != spec.dimension()) {
      throw new BadInputException(
          "an action with " + batch.dimension() + " numbers was given",
          "This world's actions have "
              + spec.dimension()
              + " numbers: "
              + spec.channels().stream().map(ActionSpec.Channel::name).toList());
    }
    refuseWhatCannotBeMended(batch);
    float[] values = batch.values().clone();
    int stride = batch.steps() * batch.dimension();
    for (int row = 0; row < batch.slots().length; row++) {
      Slot slot = slots[batch.slots()[row]];
      Vec3 command = slot.command;
      for (int step = 0; step < batch.steps(); step++) {
        int offset = row * stride + step * batch.dimension();
        slot.actions++;
        limitRange(slot, values, offset);
        limitStep(slot, values, offset);
        command = limitWorkspace(slot, command, values, offset);
      }
    }
    return new ApprovedActions(batch.slots().clone(), batch.steps(), batch.dimension(), values);
  }

  /** Returns what happened to a slot's actions since its episode began. */
  public InterventionCounts interventions(int slot) {
    return new InterventionCounts(slots[slot].actions, slots[slot].counts);
  }

  private void refuseWhatCannotBeMended(ActionBatch batch) {
    long now = realTime ? clock.getAsLong() : 0;
    int stride = batch.steps() * batch.dimension();
    for (int row = 0; row < batch.slots().length; row++) {
      int slot = batch.slots()[row];
      for (int i = row * stride; i < (row + 1) * stride; i++) {
        if (!Float.isFinite(batch.values()[i])) {
          slots[slot].count(Rule.NOT_FINITE);
          String channel = spec.channels().get(i % batch.dimension()).name();
          throw new UnsafeCommandException(
              slot,
              Rule.NOT_FINITE,
              "the action for slot " + slot + " has " + channel + " = " + batch.values()[i],
              "Every number of an action must be finite; nothing was executed.");
        }
      }
      if (realTime && now - batch.answersNanos()[row] > profile.staleAfter().toNanos()) {
        slots[slot].count(Rule.STALE);
        throw new UnsafeCommandException(
            slot,
            Rule.STALE,
            "the action for slot "
                + slot
                + " answers an observation that is "
                + (now - batch.answersNanos()[row]) / 1_000_000
                + " ms old",
            "Allowed: " + profile.staleAfter().toMillis() + " ms. Nothing was executed.");
      }
    }
  }

  private void limitRange(Slot slot, float[] values, int offset) {
    boolean changed = false;
    for (int i = 0; i < spec.dimension(); i++) {
      ActionSpec.Channel channel = spec.channels().get(i);
      float clamped = Math.clamp(values[offset + i], (float) channel.low(), (float) channel.high());
      changed |= clamped != values[offset + i];
      values[offset + i] = clamped;
    }
    if (changed) {
      slot.count(Rule.RANGE);
    }
  }

  private void limitStep(Slot slot, float[] values, int offset) {
    double bySpeed = profile.maxSpeed() * spec.controlPeriod();
    double largest = 0;
    for (int i = 0; i < profile.translationChannels(); i++) {
      double metres = values[offset + i] * spec.channels().get(i).scale();
      largest = Math.max(largest, Math.abs(metres));
    }
    double allowed = Math.min(profile.maxStep(), bySpeed);
    // A limit that a float32 action cannot express exactly is not a violation.
    if (largest <= allowed * (1 + 1e-6)) {
      return;
    }
    slot.count(profile.maxStep() <= bySpeed ? Rule.STEP_SIZE : Rule.SPEED);
    for (int i = 0; i < profile.translationChannels(); i++) {
      values[offset + i] *= (float) (allowed / largest);
    }
  }

  /** Returns the commanded position after the action. */
  private Vec3 limitWorkspace(Slot slot, Vec3 command, float[] values, int offset) {
    if (command == null || slot.box == null || profile.translationChannels() == 0) {
      return command;
    }
    Vec3 wanted =
        command.plus(
            new Vec3(
                values[offset] * spec.channels().get(0).scale(),
                values[offset + 1] * spec.channels().get(1).scale(),
                values[offset + 2] * spec.channels().get(2).scale()));
    Vec3 inside = slot.box.clamp(wanted);
    if (!inside.equals(wanted)) {
      slot.count(Rule.WORKSPACE);
      if (profile.workspaceBy() == SafetyProfile.Enforcer.GATE) {
        Vec3 shortened = inside.minus(command);
        values[offset] = (float) (shortened.x() / spec.channels().get(0).scale());
        values[offset + 1] = (float) (shortened.y() / spec.channels().get(1).scale());
        values[offset + 2] = (float) (shortened.z() / spec.channels().get(2).scale());
      }
    }
    return inside;
  }
}
