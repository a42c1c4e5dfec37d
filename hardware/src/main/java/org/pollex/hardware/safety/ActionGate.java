package org.pollex.hardware.safety;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Box;
import org.pollex.hardware.geometry.Vec3;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.ActionBatch;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.StepBatch;

/**
 * The gate before a world: judges every action before the world sees it. Made by {@link
 * SafetyGate#forWorld}.
 *
 * <p>Rules, in the order in which they are applied to each action of each slot: finite numbers
 * (refused otherwise), age of the answered observation (refused when stale, real-time worlds only),
 * range of each channel (clamped), translation per step and speed (shortened), workspace box of the
 * commanded position (clamped, or counted where the world clips by itself). A chunk of K actions is
 * judged action by action along the commanded positions it leads to. Either every action of a batch
 * is approved or none is executed.
 */
public final class ActionGate extends SafetyGate {
  private final SafetyProfile profile;
  private final ActionSpec spec;
  private final boolean realTime;
  private final LongSupplier clock;
  private final Slot[] slots;

  // The channels' numbers, for loops that allocate nothing.
  private final float[] low;
  private final float[] high;
  private final double[] scale;

  /** What the gate knows about a slot. */
  private static final class Slot {
    private final double[] boxLow = new double[3];
    private final double[] boxHigh = new double[3];
    private boolean bounded;
    private boolean commandKnown;
    private final double[] command = new double[3];
    private final Tally tally = new Tally(InterventionLog.NONE);

    void bound(Box box) {
      bounded = true;
      store(boxLow, box.low());
      store(boxHigh, box.high());
    }

    private static void store(double[] target, Vec3 corner) {
      target[0] = corner.x();
      target[1] = corner.y();
      target[2] = corner.z();
    }

    void command(double x, double y, double z) {
      commandKnown = true;
      command[0] = x;
      command[1] = y;
      command[2] = z;
    }
  }

  ActionGate(
      SafetyProfile profile, ActionSpec spec, int slots, boolean realTime, LongSupplier clock) {
    this.profile = profile;
    this.spec = spec;
    this.realTime = realTime;
    this.clock = clock;
    this.slots = new Slot[slots];
    Arrays.setAll(this.slots, slot -> new Slot());
    int dimension = spec.dimension();
    low = new float[dimension];
    high = new float[dimension];
    scale = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      low[i] = (float) spec.channels().get(i).low();
      high[i] = (float) spec.channels().get(i).high();
      scale[i] = spec.channels().get(i).scale();
    }
  }

  /**
   * Forgets what was known about a slot and starts counting anew.
   *
   * @param taskBox box of the task for the commanded position, or null when it has none
   */
  public void beginEpisode(int slot, Box taskBox) {
    Slot fresh = new Slot();
    Box box = taskBox != null ? taskBox : profile.workspace().orElse(null);
    if (box != null) {
      fresh.bound(box);
    }
    slots[slot] = fresh;
  }

  /** Takes the commanded positions from what the world answered. */
  public void observe(StepBatch answer) {
    Tensor commands = answer.streams().get(profile.commandStream());
    if (commands == null || profile.translationChannels() == 0) {
      return;
    }
    for (int row = 0; row < answer.rows(); row++) {
      observe(
          answer.slots()[row],
          commands.get(3 * row),
          commands.get(3 * row + 1),
          commands.get(3 * row + 2));
    }
  }

  /** Takes a slot's commanded position from the world, metres. */
  public void observe(int slot, double x, double y, double z) {
    slots[slot].command(x, y, z);
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
    float[] values = batch.values().clone();
    int stride = batch.steps() * batch.dimension();
    long now = realTime ? clock.getAsLong() : 0;
    for (int row = 0; row < batch.slots().length; row++) {
      refuseNotFinite(batch.slots()[row], values, row * stride, stride);
      refuseStale(batch.slots()[row], now, batch.answersNanos()[row]);
    }
    double[] command = new double[3];
    for (int row = 0; row < batch.slots().length; row++) {
      Slot slot = slots[batch.slots()[row]];
      System.arraycopy(slot.command, 0, command, 0, 3);
      limit(slot, command, values, row * stride, batch.steps());
    }
    return new ApprovedActions(batch.slots().clone(), batch.steps(), batch.dimension(), values);
  }

  /** Makes a block for {@link #approve(MemorySegment, ApprovedBlock)}; it belongs to this gate. */
  public ApprovedBlock newBlock() {
    return new ApprovedBlock(this, slots.length, spec.dimension());
  }

  /**
   * Approves one action for every slot, by the same rules and without allocating: for worlds in
   * this process, whose steps take microseconds. The block holds the approved actions until the
   * next call; after a refusal it holds none.
   *
   * <p>Worlds in real time are refused here: a block does not carry the stamps of the observations
   * that its actions answer.
   *
   * @param proposed float32 [slots, dimension], C-contiguous; it is not changed
   * @throws UnsafeCommandException when an action is refused; no slot may be stepped then
   */
  public void approve(MemorySegment proposed, ApprovedBlock block) {
    int dimension = spec.dimension();
    if (block.owner() != this || realTime) {
      throw new IllegalArgumentException("a block of this gate, for simulated worlds, is needed");
    }
    if (proposed.byteSize() != (long) Float.BYTES * slots.length * dimension) {
      throw new BadInputException(
          proposed.byteSize() + " bytes of actions were given",
          slots.length + " worlds with " + dimension + " float32 numbers each are needed.");
    }
    float[] values = block.begin(proposed);
    for (int slot = 0; slot < slots.length; slot++) {
      refuseNotFinite(slot, values, slot * dimension, dimension);
    }
    for (int slot = 0; slot < slots.length; slot++) {
      limit(slots[slot], block.scratch(slots[slot].command), values, slot * dimension, 1);
    }
    block.end();
  }

  @Override
  public InterventionCounts interventions(int slot) {
    return slots[slot].tally.counts();
  }

  private void refuseNotFinite(int slot, float[] values, int from, int count) {
    int i = Checks.notFinite(values, from, count);
    if (i >= 0) {
      slots[slot].tally.fired(Rule.NOT_FINITE);
      String channel = spec.channels().get((i - from) % spec.dimension()).name();
      throw new UnsafeCommandException(
          slot,
          Rule.NOT_FINITE,
          "the action for slot " + slot + " has " + channel + " = " + values[i],
          "Every number of an action must be finite; nothing was executed.");
    }
  }

  private void refuseStale(int slot, long now, long answersNanos) {
    if (realTime && Checks.olderThan(now, answersNanos, profile.staleAfter().toNanos())) {
      slots[slot].tally.fired(Rule.STALE);
      throw new UnsafeCommandException(
          slot,
          Rule.STALE,
          "the action for slot "
              + slot
              + " answers an observation that is "
              + (now - answersNanos) / 1_000_000
              + " ms old",
          "Allowed: " + profile.staleAfter().toMillis() + " ms. Nothing was executed.");
    }
  }

  /** Applies the rules that mend to some steps of a slot, along the positions they lead to. */
  private void limit(Slot slot, double[] command, float[] values, int from, int steps) {
    for (int step = 0; step < steps; step++) {
      int offset = from + step * spec.dimension();
      slot.tally.judged();
      limitRange(slot, values, offset);
      limitStep(slot, values, offset);
      limitWorkspace(slot, command, values, offset);
    }
  }

  private void limitRange(Slot slot, float[] values, int offset) {
    boolean changed = false;
    for (int i = 0; i < low.length; i++) {
      float clamped = Math.clamp(values[offset + i], low[i], high[i]);
      changed |= clamped != values[offset + i];
      values[offset + i] = clamped;
    }
    if (changed) {
      slot.tally.fired(Rule.RANGE);
    }
  }

  private void limitStep(Slot slot, float[] values, int offset) {
    double bySpeed = profile.maxSpeed() * spec.controlPeriod();
    double largest = 0;
    for (int i = 0; i < profile.translationChannels(); i++) {
      largest = Math.max(largest, Math.abs(values[offset + i] * scale[i]));
    }
    double allowed = Math.min(profile.maxStep(), bySpeed);
    // A limit that a float32 action cannot express exactly is not a violation.
    if (largest <= allowed * (1 + 1e-6)) {
      return;
    }
    slot.tally.fired(profile.maxStep() <= bySpeed ? Rule.STEP_SIZE : Rule.SPEED);
    for (int i = 0; i < profile.translationChannels(); i++) {
      values[offset + i] *= (float) (allowed / largest);
    }
  }

  /** Moves {@code command} to the commanded position after the action. */
  private void limitWorkspace(Slot slot, double[] command, float[] values, int offset) {
    if (!slot.commandKnown || !slot.bounded || profile.translationChannels() == 0) {
      return;
    }
    boolean outside = false;
    for (int i = 0; i < 3; i++) {
      double wanted = command[i] + values[offset + i] * scale[i];
      outside |= wanted < slot.boxLow[i] || wanted > slot.boxHigh[i];
    }
    boolean shorten = outside && profile.workspaceBy() == SafetyProfile.Enforcer.GATE;
    for (int i = 0; i < 3; i++) {
      double wanted = command[i] + values[offset + i] * scale[i];
      double inside = Math.clamp(wanted, slot.boxLow[i], slot.boxHigh[i]);
      if (shorten) {
        values[offset + i] = (float) ((inside - command[i]) / scale[i]);
      }
      command[i] = inside;
    }
    if (outside) {
      slot.tally.fired(Rule.WORKSPACE);
    }
  }
}
