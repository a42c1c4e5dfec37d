package org.pollex.metaworld.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.safety.ApprovedActions;
import org.pollex.hardware.world.ActionSpec;
import org.pollex.hardware.world.InitialCondition;
import org.pollex.hardware.world.ObservationSpec;
import org.pollex.hardware.world.StepBatch;
import org.pollex.hardware.world.StreamSpec;
import org.pollex.hardware.world.TaskSpec;
import org.pollex.hardware.world.WorldInfo;
import org.pollex.hardware.world.WorldPort;
import org.pollex.metaworld.SceneModels;
import org.pollex.metaworld.task.Tasks;
import org.pollex.sim.ExactState;

/**
 * Slots of Meta-World in this process, stepped on all cores.
 *
 * <p>A slot whose physics MuJoCo warns of, whose reward is undefined, or which MuJoCo gives up with
 * a fatal error, is flagged in its row and waits for a reset; the others go on.
 */
public final class NativeWorldPort implements WorldPort, ExactState {
  /** Environments without a slot that are kept for their task. */
  private static final int IDLE = 40;

  private final SceneModels models;
  private final NativeOptions options;
  private final Supplier<WorldInfo> info;
  private final Map<String, TaskSpec> tasks = new LinkedHashMap<>();
  private final List<Stream> streams = new ArrayList<>();
  private final List<String> names;
  private final Clouds clouds;
  private final ObservationSpec observationSpec;
  private final int stateSize;
  private final Slot[] slots;
  private final Map<String, Deque<Slot>> idle = new HashMap<>();
  private final Lanes lanes;

  /**
   * Opens slots.
   *
   * @param models the scenes, which must outlive this port
   * @param info what to say of this world; asked when it is wanted
   * @param names streams in the order in which they are delivered
   * @throws BadInputException for a task or a stream that is not there
   */
  NativeWorldPort(
      SceneModels models,
      Supplier<WorldInfo> info,
      List<String> tasks,
      int slots,
      List<String> names,
      NativeOptions options) {
    this.models = models;
    this.info = info;
    this.options = options;
    this.names = List.copyOf(names);
    this.slots = new Slot[slots];
    for (String task : tasks) {
      this.tasks.put(task, Scenery.of(Tasks.of(task).id()).entry(0).spec());
    }
    for (String name : names) {
      if (!Clouds.NAMES.contains(name)) {
        streams.add(stream(name));
      }
    }
    clouds = new Clouds(names);
    lanes = new Lanes(Math.min(slots, Runtime.getRuntime().availableProcessors()));
    stateSize = streams.contains(Stream.INTEGRATION_STATE) ? longestState() : 0;
    observationSpec = spec();
  }

  private Stream stream(String name) {
    for (Stream stream : Stream.offered()) {
      if (stream.label().equals(name) && !(stream == Stream.GOAL && options.goalHidden())) {
        return stream;
      }
    }
    throw BadInputException.unknownName("observation stream", name, NativeMetaworld.streamNames());
  }

  private int longestState() {
    int longest = 0;
    for (String task : tasks.keySet()) {
      Slot slot = new Slot(Tasks.of(task), models.of(Tasks.of(task)), options);
      longest = Math.max(longest, slot.integrationState.length);
      keep(slot);
    }
    return longest;
  }

  private ObservationSpec spec() {
    List<StreamSpec> everyStep = new ArrayList<>();
    streams.forEach(stream -> everyStep.add(stream.spec(stateSize)));
    everyStep.addAll(clouds.specs());
    return new ObservationSpec(everyStep);
  }

  @Override
  public WorldInfo info() {
    return info.get();
  }

  @Override
  public int slots() {
    return slots.length;
  }

  @Override
  public ActionSpec actionSpec() {
    return NativeMetaworld.ACTIONS;
  }

  @Override
  public ObservationSpec observationSpec() {
    return observationSpec;
  }

  @Override
  public Map<String, TaskSpec> tasks() {
    return tasks;
  }

  @Override
  public StepBatch reset(int[] slots, List<InitialCondition> initialConditions) {
    if (slots.length != initialConditions.size() || slots.length == 0) {
      throw new BadInputException(
          slots.length + " slots and " + initialConditions.size() + " initial conditions given",
          "Give one initial condition for each slot, and at least one.");
    }
    for (int row = 0; row < slots.length; row++) {
      Conditions.check(initialConditions.get(row), tasks.keySet());
      take(slots[row], initialConditions.get(row).task());
    }
    Rows rows = new Rows(slots, streams, stateSize);
    Clouds.Batch seen = clouds.batch(slots.length);
    run(
        slots,
        rows,
        row -> {
          Slot slot = this.slots[slots[row]];
          slot.begin(initialConditions.get(row).parameters());
          rows.read(row, slot);
          seen.cast(row, slot);
        });
    return rows.batch(seen.tensors(), names);
  }

  /** Does something for each row; what fails is flagged, and its world thrown away. */
  private void run(int[] slots, Rows rows, java.util.function.IntConsumer work) {
    lanes.run(
        slots.length,
        row -> {
          try {
            work.accept(row);
          } catch (ArithmeticException | IllegalStateException failed) {
            this.slots[slots[row]].over = true;
            rows.fail(row, "ENV_RAISED: " + failed.getMessage(), 0);
          }
        },
        (row, fatal) -> {
          this.slots[slots[row]] = null;
          rows.fail(row, "ENV_RAISED: " + fatal.getMessage(), 0);
        });
  }

  @Override
  public List<StepBatch> step(ApprovedActions actions, boolean stopAtSuccess) {
    int[] chosen = actions.slots();
    for (int slot : chosen) {
      if (slots[slot] == null || slots[slot].over) {
        throw new RunFailedException(
            "slot " + slot + " has no episode, or its episode is over", "Reset it first.");
      }
    }
    if (chosen.length == 0) {
      return List.of();
    }
    List<Rows> steps = new ArrayList<>();
    for (int k = 0; k < actions.steps(); k++) {
      steps.add(new Rows(chosen, streams, stateSize));
    }
    run(chosen, steps.getFirst(), row -> stepRow(actions, row, stopAtSuccess, steps));
    List<StepBatch> batches = new ArrayList<>();
    for (Rows rows : steps) {
      if (rows.isEmpty()) {
        break;
      }
      batches.add(rows.batch(Map.of(), names));
    }
    return batches;
  }

  private void stepRow(ApprovedActions actions, int row, boolean stopAtSuccess, List<Rows> steps) {
    Slot slot = slots[actions.slots()[row]];
    for (int k = 0; k < steps.size() && !slot.over; k++) {
      Rows rows = steps.get(k);
      double reward = slot.step(actions.action(row, k));
      boolean success = slot.env.info().success();
      boolean ended = success && options.endAtSuccess();
      boolean cutOff = Rows.cutOff(slot);
      rows.read(row, slot);
      rows.judge(row, reward, success, ended, cutOff);
      String warning = slot.warning();
      if (warning != null) {
        rows.fail(row, "PHYSICS_WARNING: " + warning, slot.env.steps() - 1);
      }
      slot.over = ended || cutOff || warning != null;
      if (stopAtSuccess && success) {
        break;
      }
    }
  }

  /** Makes an environment of the task the slot's own. */
  private void take(int index, String task) {
    Slot present = slots[index];
    if (present != null && present.env.spec().id().equals(task)) {
      return;
    }
    if (present != null) {
      keep(present);
    }
    Deque<Slot> kept = idle.get(task);
    org.pollex.metaworld.task.TaskSpec spec = Tasks.of(task);
    slots[index] =
        kept == null || kept.isEmpty() ? new Slot(spec, models.of(spec), options) : kept.pop();
  }

  private void keep(Slot slot) {
    idle.computeIfAbsent(slot.env.spec().id(), key -> new ArrayDeque<>()).push(slot);
    if (idle.values().stream().mapToInt(Deque::size).sum() > IDLE) {
      Deque<Slot> fullest =
          idle.values().stream().max(java.util.Comparator.comparingInt(Deque::size)).orElseThrow();
      fullest.removeLast().close();
    }
  }

  @Override
  public List<SlotState> snapshot(int[] chosen) {
    List<SlotState> states = new ArrayList<>();
    for (int index : chosen) {
      Slot slot = slots[index];
      if (slot == null) {
        throw new RunFailedException("slot " + index + " has no episode", "Reset it first.");
      }
      states.add(new SlotState(slot.env.steps(), SlotStates.encode(slot, options)));
    }
    return states;
  }

  @Override
  public void restore(int[] chosen, List<SlotState> states) {
    for (int i = 0; i < chosen.length; i++) {
      SlotStates.Decoded decoded = SlotStates.decode(states.get(i).bytes(), options);
      if (!tasks.containsKey(decoded.task())) {
        throw BadInputException.unknownName("task", decoded.task(), tasks.keySet());
      }
      take(chosen[i], decoded.task());
      decoded.restore(slots[chosen[i]]);
    }
  }

  @Override
  public void close() {
    lanes.close();
    for (Slot slot : slots) {
      if (slot != null) {
        slot.close();
      }
    }
    idle.values().forEach(kept -> kept.forEach(Slot::close));
    idle.clear();
  }
}
