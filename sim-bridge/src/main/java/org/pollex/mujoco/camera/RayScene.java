package org.pollex.mujoco.camera;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.pollex.errors.BadInputException;
import org.pollex.mujoco.IntArray;
import org.pollex.mujoco.MjModel;

/**
 * The geoms of a model that a camera sees, with their meshes in trees. Built once per model, shared
 * by all cameras and by all variants that leave shapes and groups alone; immutable.
 *
 * <p>Seen are the geoms of the given groups whose colour is not fully transparent. Sites are not:
 * they are markers, not things.
 */
public final class RayScene {
  /** What MuJoCo's renderer shows when nothing is said: groups 0, 1 and 2. */
  private static final boolean[] RENDERED = {true, true, true, false, false, false};

  final MjModel model;
  final int[] geoms;
  final Shape[] shapes;
  final double[] sizes;

  /** Per geom: centre and half sizes of its box, in its own frame. */
  final double[] bounds;

  final MeshBvh[] meshes;
  private final boolean[] groups;

  /** Shapes that rays can meet, in the order of {@code mjtGeom}. */
  enum Shape {
    PLANE,
    HFIELD,
    SPHERE,
    CAPSULE,
    ELLIPSOID,
    CYLINDER,
    BOX,
    MESH
  }

  /** Takes what MuJoCo's renderer shows when nothing is said: geom groups 0, 1 and 2. */
  public RayScene(MjModel model) {
    this(model, RENDERED);
  }

  /**
   * Takes chosen groups.
   *
   * @param groups whether geoms of groups 0 to 5 are seen
   */
  public RayScene(MjModel model, boolean[] groups) {
    if (groups.length != 6) {
      throw new BadInputException(groups.length + " geom groups were given", "There are 6.");
    }
    this.model = model;
    this.groups = groups.clone();
    this.geoms = seen(model, groups);
    this.shapes = new Shape[geoms.length];
    this.sizes = new double[3 * geoms.length];
    this.bounds = new double[6 * geoms.length];
    this.meshes = new MeshBvh[geoms.length];
    MeshBvh[] trees = new MeshBvh[model.size("nmesh")];
    for (int g = 0; g < geoms.length; g++) {
      int type = model.ints("geom_type").get(geoms[g]);
      if (type >= Shape.values().length) {
        throw new BadInputException(
            "geom " + geoms[g] + " is a signed distance field", "Cameras here cannot see those.");
      }
      shapes[g] = Shape.values()[type];
      model.doubles("geom_size").readRow(geoms[g], sizes, 3 * g);
      model.doubles("geom_aabb").readRow(geoms[g], bounds, 6 * g);
      if (shapes[g] == Shape.MESH) {
        int mesh = model.ints("geom_dataid").get(geoms[g]);
        if (trees[mesh] == null) {
          trees[mesh] = tree(model, mesh);
        }
        meshes[g] = trees[mesh];
      }
    }
  }

  private static int[] seen(MjModel model, boolean[] groups) {
    IntArray group = model.ints("geom_group");
    MemorySegment colours = model.array("geom_rgba");
    MemorySegment materials = model.array("mat_rgba");
    int[] seen = new int[group.size()];
    int count = 0;
    for (int geom = 0; geom < group.size(); geom++) {
      int material = model.ints("geom_matid").get(geom);
      float alpha =
          material < 0
              ? colours.getAtIndex(JAVA_FLOAT, 4L * geom + 3)
              : materials.getAtIndex(JAVA_FLOAT, 4L * material + 3);
      if (alpha != 0 && groups[Math.clamp(group.get(geom), 0, 5)]) {
        seen[count++] = geom;
      }
    }
    return Arrays.copyOf(seen, count);
  }

  private static MeshBvh tree(MjModel model, int mesh) {
    int vertex = model.ints("mesh_vertadr").get(mesh);
    int vertices = model.ints("mesh_vertnum").get(mesh);
    int face = model.ints("mesh_faceadr").get(mesh);
    int faces = model.ints("mesh_facenum").get(mesh);
    MemorySegment points = model.array("mesh_vert");
    double[] xyz = new double[3 * vertices];
    for (int i = 0; i < xyz.length; i++) {
      xyz[i] = points.getAtIndex(JAVA_FLOAT, 3L * vertex + i);
    }
    int[] corners = new int[3 * faces];
    model.ints("mesh_face").read(3 * face, corners, 0, corners.length);
    return new MeshBvh(xyz, corners);
  }

  /** Returns the model. */
  public MjModel model() {
    return model;
  }

  /** Returns whether geoms of groups 0 to 5 are seen. */
  public boolean[] groups() {
    return groups.clone();
  }
}
