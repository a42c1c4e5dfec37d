package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.pollex.errors.MissingPrerequisiteException;

/**
 * Holds the table of layouts against the library that was opened, once per process and before
 * anything else is done with it.
 *
 * <p>The version alone is not enough: a library could be built with other options. So: defaults are
 * written where the table says and nowhere behind; MuJoCo's own count of a model's bytes agrees
 * with the table; every array lies where its predecessor's extent allows; and a short rollout with
 * contacts ends where it is known to end.
 */
final class SelfCheck {
  private static final byte UNTOUCHED = (byte) 0xA5;

  private static final String SCENE =
      """
      <mujoco model="golden">
        <option timestep="0.005"/>
        <size memory="200K"/>
        <worldbody>
          <geom type="plane" size="1 1 .1"/>
          <body name="hand" mocap="true" pos="0 0 1"/>
          <body pos="0 0 1">
            <joint name="hinge" type="hinge" axis="0 1 0" damping=".02"/>
            <geom type="capsule" fromto="0 0 0 .4 0 0" size=".03"/>
            <site name="tip" pos=".4 0 0"/>
          </body>
          <body pos=".6 0 .12">
            <freejoint/>
            <geom type="box" size=".05 .04 .03"/>
          </body>
        </worldbody>
        <actuator><motor joint="hinge" gear="1"/></actuator>
        <sensor><framepos objtype="site" objname="tip"/></sensor>
      </mujoco>
      """;

  /** Joint angle, and height of the box, after 100 steps of MuJoCo 3.3.0. */
  private static final double[] GOLDEN = {3.234927176894629, 0.02989213985416905};

  private final Library library;

  private SelfCheck(Library library) {
    this.library = library;
  }

  /** Whether the process's library passed, or why not. */
  private static final class Outcome {
    private static final MissingPrerequisiteException REFUSAL = outcome();

    private static MissingPrerequisiteException outcome() {
      try {
        new SelfCheck(Library.get()).run();
        return null;
      } catch (MissingPrerequisiteException refused) {
        return refused;
      }
    }
  }

  /**
   * Makes sure that the process's library is there and passed.
   *
   * @throws MissingPrerequisiteException otherwise
   */
  static Library require() {
    Library library = Library.get();
    if (Outcome.REFUSAL != null) {
      throw new MissingPrerequisiteException(Outcome.REFUSAL.getMessage(), "", Outcome.REFUSAL);
    }
    return library;
  }

  private void run() {
    defaults("mj_defaultOption", "mjOption");
    defaults("mj_defaultVisual", "mjVisual");
    for (MjWarning warning : MjWarning.values()) {
      agree("mjWARN_" + warning, warning.ordinal(), constant("mjWARN_" + warning));
    }
    try (MjSpec spec = MjSpec.parseUnchecked(SCENE, Map.of());
        MjModel model = spec.compile();
        MjData data = model.newData()) {
      sizeOfModel(model);
      arraysInOrder(model.struct(), model.arrays());
      arraysInOrder(new MjStruct(library.layout(), "mjData", data.memory()), data.arrays());
      stateSize(model, data);
      golden(data);
    }
  }

  private int constant(String name) {
    return library.layout().constant(name);
  }

  /** A struct's defaults end where the table says that the struct ends. */
  private void defaults(String function, String struct) {
    long bytes = library.struct(struct).bytes();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment memory = arena.allocate(bytes + 256, 64).fill(UNTOUCHED);
      Native.call(function, null, new MemoryLayout[] {ADDRESS}, memory);
      MemorySegment behind = memory.asSlice(bytes);
      MemorySegment untouched = arena.allocate(256).fill(UNTOUCHED);
      agree("bytes behind " + struct, -1, behind.mismatch(untouched));
      if (memory.asSlice(bytes - 4, 4).mismatch(untouched.asSlice(0, 4)) < 0) {
        throw refused("the end of " + struct + " was not written by " + function);
      }
    }
  }

  /** MuJoCo counts the bytes of a model from its own sizes; the table must come to the same. */
  private void sizeOfModel(MjModel model) {
    long bytes = 0;
    for (String struct : new String[] {"mjOption", "mjVisual", "mjStatistic"}) {
      bytes += library.struct(struct).bytes();
    }
    Layout.Struct layout = library.struct("mjModel");
    for (Map.Entry<String, Layout.Field> field : layout.fields().entrySet()) {
      if (field.getKey().equals("opt")) {
        break;
      }
      bytes += field.getValue().bytes();
    }
    for (String array : layout.arrays().keySet()) {
      bytes += model.array(array).byteSize();
    }
    int counted =
        (int) Native.call("mj_sizeModel", JAVA_INT, new MemoryLayout[] {ADDRESS}, model.memory());
    // A saved model starts with a header of five ints.
    agree("bytes of a model", bytes + 20, counted);
  }

  /** Every array starts behind the one before it, and the last one ends within the buffer. */
  private void arraysInOrder(MjStruct struct, NamedArrays arrays) {
    String name = struct.layout().name();
    long end = struct.pointer("buffer").address();
    long limit = end + struct.getLong("nbuffer");
    for (String array : struct.layout().arrays().keySet()) {
      if (NamedArrays.hasFixedPlace(struct.layout(), array)) {
        MemorySegment memory = arrays.memory(array);
        if (memory.byteSize() > 0) {
          if (memory.address() < end) {
            throw refused(name + "." + array + " overlaps the array before it");
          }
          end = memory.address() + memory.byteSize();
        }
      }
    }
    if (end > limit) {
      throw refused("the arrays of " + name + " reach " + (end - limit) + " bytes too far");
    }
  }

  private void stateSize(MjModel model, MjData data) {
    int expected =
        1
            + model.nq()
            + 3 * model.nv()
            + model.size("na")
            + model.nu()
            + 6 * model.size("nbody")
            + model.size("neq")
            + 7 * model.size("nmocap")
            + model.size("nuserdata")
            + model.size("npluginstate");
    agree("numbers of a state", expected, data.stateSize(MjState.INTEGRATION));
  }

  private void golden(MjData data) {
    data.ctrl().set(0, 0.5);
    data.step(100);
    double[] found = {data.qpos().get(0), data.qpos().get(3)};
    for (int i = 0; i < GOLDEN.length; i++) {
      if (!(Math.abs(found[i] - GOLDEN[i]) < 1e-9)) {
        throw refused(
            "a known rollout ended at "
                + found[i]
                + " instead of "
                + GOLDEN[i]
                + " (number "
                + i
                + ")");
      }
    }
  }

  private void agree(String what, long table, long found) {
    if (table != found) {
      throw refused(what + ": " + found + " in the library, " + table + " in the table");
    }
  }

  private MissingPrerequisiteException refused(String problem) {
    return new MissingPrerequisiteException(
        "this MuJoCo library is not laid out as its version says: "
            + problem
            + ": "
            + library.file(),
        LibraryFile.REMEDY);
  }
}
