package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.pollex.errors.BadInputException;

/**
 * A compiled model ({@code mjModel}): what a world is made of. All worlds of a model share it.
 *
 * <p>Its arrays can be read and written by their C names. Worlds that differ in some numbers only
 * (places of bodies and sites, sizes) do not need a model each: {@link #variant} has its own copies
 * of the named arrays and shares everything else, meshes and textures above all.
 *
 * <p>Safe for use by several threads as long as none writes.
 */
public final class MjModel implements AutoCloseable {
  private final Arena arena;
  private final MjStruct struct;
  private final MjModel base;
  private final Names names;
  private final NamedArrays arrays;

  /** Variants and lost worlds that still point into this model. */
  private final AtomicInteger dependents = new AtomicInteger();

  private volatile boolean lost;

  private MjModel(Arena arena, MjStruct struct, MjModel base) {
    this.arena = arena;
    this.struct = struct;
    this.base = base;
    this.arrays = new NamedArrays(struct.layout(), struct.memory(), arena, struct);
    this.names = base == null ? new Names(this) : base.names;
  }

  /**
   * Loads and compiles a model.
   *
   * @param mjcf an MJCF or URDF file; what it includes is found relative to it
   * @throws BadInputException when there is no such file, or MuJoCo refuses it
   */
  public static MjModel load(Path mjcf) {
    try (MjSpec spec = MjSpec.read(mjcf)) {
      return spec.compile();
    }
  }

  /** Compiles a model from MJCF text that refers to no files. */
  public static MjModel parse(String mjcf) {
    return parse(mjcf, Map.of());
  }

  /**
   * Compiles a model from MJCF text.
   *
   * @param files meshes, textures and included files by the names that the text uses
   */
  public static MjModel parse(String mjcf, Map<String, byte[]> files) {
    try (MjSpec spec = MjSpec.parse(mjcf, files)) {
      return spec.compile();
    }
  }

  /**
   * Loads a compiled model, many times faster than compiling it ({@code mj_loadModel}).
   *
   * @param mjb a file that {@link #save} wrote with this version of MuJoCo
   * @throws BadInputException when MuJoCo refuses it
   */
  public static MjModel loadCompiled(Path mjb) {
    return Guarded.call(
        () -> {
          try (Arena memory = Arena.ofConfined()) {
            MemorySegment file = memory.allocateFrom(mjb.toString());
            MemoryLayout[] signature = {ADDRESS, ADDRESS};
            MemorySegment model =
                (MemorySegment)
                    Native.call("mj_loadModel", ADDRESS, signature, file, MemorySegment.NULL);
            Heap.trim();
            if (model.address() == 0) {
              throw new BadInputException(
                  mjb + " is no compiled model of MuJoCo " + MuJoCo.require(),
                  "Compile the MJCF file again.");
            }
            return own(model);
          }
        });
  }

  /** Writes the compiled model to a file, for this version of MuJoCo alone. */
  public void save(Path mjb) {
    Guarded.run(
        () -> {
          try (Arena memory = Arena.ofConfined()) {
            MemoryLayout[] signature = {ADDRESS, ADDRESS, ADDRESS, ValueLayout.JAVA_INT};
            MemorySegment file = memory.allocateFrom(mjb.toString());
            Native.call("mj_saveModel", null, signature, memory(), file, MemorySegment.NULL, 0);
          }
        });
  }

  /** Takes over what {@code mj_compile} made. */
  static MjModel own(MemorySegment address) {
    Layout layout = Library.get().layout();
    Arena arena = Foreign.arena();
    MemorySegment memory =
        Foreign.owned(address, layout.struct("mjModel").bytes(), arena, MjModel::delete);
    return new MjModel(arena, new MjStruct(layout, "mjModel", memory), null);
  }

  private static void delete(MemorySegment model) {
    Guarded.run(() -> Native.call("mj_deleteModel", null, new MemoryLayout[] {ADDRESS}, model));
    Heap.trim();
  }

  /**
   * Returns a model that shares everything with this one but the named arrays and the options,
   * which it has copies of. It must be closed before this one.
   *
   * @param ownArrays names of arrays, for example {@code body_pos}
   */
  public MjModel variant(String... ownArrays) {
    if (base != null) {
      throw new IllegalStateException("a variant of a variant: take it from the first model");
    }
    Arena own = Foreign.arena();
    MemorySegment copy = own.allocate(struct.layout().bytes(), 64);
    copy.copyFrom(struct.memory());
    MjStruct view = new MjStruct(Library.get().layout(), "mjModel", copy);
    for (String name : ownArrays) {
      MemorySegment shared = array(name);
      if (shared.byteSize() > 0) {
        view.setPointer(name, own.allocate(shared.byteSize(), 64).copyFrom(shared));
      }
    }
    dependents.incrementAndGet();
    return new MjModel(own, view, this);
  }

  /** Returns a size by its C name, for example {@code nmesh}. */
  public int size(String name) {
    return NamedArrays.size(struct, name);
  }

  /** Returns the number of position coordinates. */
  public int nq() {
    return struct.getInt("nq");
  }

  /** Returns the number of degrees of freedom. */
  public int nv() {
    return struct.getInt("nv");
  }

  /** Returns the number of controls. */
  public int nu() {
    return struct.getInt("nu");
  }

  /** Returns an array of doubles by its C name, for example {@code body_pos}. */
  public DoubleArray doubles(String name) {
    return arrays.doubles(name);
  }

  /** Returns an array of 32-bit integers by its C name, for example {@code geom_bodyid}. */
  public IntArray ints(String name) {
    return arrays.ints(name);
  }

  /**
   * Returns the memory of any array by its C name, for example the bytes of {@code tex_data} or the
   * floats of {@code mesh_vert}.
   */
  public MemorySegment array(String name) {
    return arrays.memory(name);
  }

  /** Returns the physics options ({@code mjOption}), for example {@code timestep}. */
  public MjStruct options() {
    return struct.struct("opt");
  }

  /** Returns the statistics ({@code mjStatistic}), for example {@code extent}. */
  public MjStruct statistics() {
    return struct.struct("stat");
  }

  /** Returns the visual settings ({@code mjVisual}), for example {@code map.znear}. */
  public MjStruct visual() {
    return struct.struct("vis");
  }

  /**
   * Returns the number of a named object.
   *
   * @throws BadInputException when the model has none of this name
   */
  public int id(MjObject kind, String name) {
    return names.id(kind, name);
  }

  /** Returns true when the model has an object of this name. */
  public boolean has(MjObject kind, String name) {
    return names.all(kind).contains(name);
  }

  /** Returns an object's name, or an empty text when it has none. */
  public String name(MjObject kind, int id) {
    return names.name(kind, id);
  }

  /** Returns the number of objects of a kind. */
  public int count(MjObject kind) {
    return struct.getInt(kind.size());
  }

  /** Returns where a joint's position coordinates start in {@code qpos}. */
  public int qposAddress(String joint) {
    return ints("jnt_qposadr").get(id(MjObject.JOINT, joint));
  }

  /** Returns where a joint's degrees of freedom start in {@code qvel}. */
  public int dofAddress(String joint) {
    return ints("jnt_dofadr").get(id(MjObject.JOINT, joint));
  }

  /**
   * Returns a mocap body's row in {@code mocap_pos}.
   *
   * @throws BadInputException when the body is not a mocap body
   */
  public int mocapId(String body) {
    int id = ints("body_mocapid").get(id(MjObject.BODY, body));
    if (id < 0) {
      throw new BadInputException(
          "body '" + body + "' is no mocap body", "Give it mocap=\"true\" in the MJCF file.");
    }
    return id;
  }

  /** Makes a new world of this model, in its initial state. */
  public MjData newData() {
    return MjData.of(this);
  }

  /** Returns true until the model is closed. */
  public boolean isOpen() {
    return arena.scope().isAlive();
  }

  /**
   * Frees the model. A model that lost a world to a fatal error stays in memory: a parked thread
   * still points into it.
   *
   * @throws IllegalStateException when variants of it are open, or a call is using it
   */
  @Override
  public void close() {
    if (!isOpen() || lost) {
      return;
    }
    if (dependents.get() > 0) {
      throw new IllegalStateException(
          dependents.get() + " variants of this model are open; close them first");
    }
    arena.close();
    if (base != null) {
      base.dependents.decrementAndGet();
    }
  }

  /** A world of this model was lost: nothing that its parked thread points to may be freed. */
  void lose() {
    lost = true;
    if (base != null) {
      base.lose();
    }
  }

  MjStruct struct() {
    return struct;
  }

  NamedArrays arrays() {
    return arrays;
  }

  MemorySegment memory() {
    return struct.memory();
  }
}
