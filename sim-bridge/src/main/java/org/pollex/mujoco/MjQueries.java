package org.pollex.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.pollex.errors.BadInputException;

/**
 * Questions to a world, answered for its last step or {@link MjData#forward}: Jacobians, contact
 * forces, inertia, rays. Not safe for use by several threads; any number of them may exist.
 */
public final class MjQueries {
  private final MjData data;
  private final MjModel model;
  private final int nv;
  private final MemorySegment jacp;
  private final MemorySegment jacr;
  private final MemorySegment inertia;
  private final MemorySegment start;
  private final MemorySegment direction;
  private final MemorySegment groups;
  private final MemorySegment geom;
  private final MemorySegment force;

  /** Asks about a world. */
  public MjQueries(MjData data) {
    this.data = data;
    this.model = data.model();
    this.nv = model.nv();
    Arena arena = Arena.ofAuto();
    jacp = arena.allocate(24L * Math.max(1, nv), 8);
    jacr = arena.allocate(24L * Math.max(1, nv), 8);
    inertia = arena.allocate(8L * Math.max(1, nv * nv), 8);
    start = arena.allocate(24, 8);
    direction = arena.allocate(24, 8);
    groups = arena.allocate(6, 8);
    geom = arena.allocate(4, 4);
    force = arena.allocate(48, 8);
  }

  /**
   * What a ray meets.
   *
   * @param geom the geom, or -1 when it meets none
   * @param distance metres along a direction of length 1; -1 when it meets none
   */
  public record RayHit(int geom, double distance) {}

  /**
   * Computes the Jacobian of an object's position and orientation, world frame.
   *
   * @param kind BODY, GEOM or SITE
   * @param translation receives [3, nv], metres per unit of velocity
   * @param rotation receives [3, nv], radians per unit of velocity
   */
  public void jacobian(MjObject kind, int id, double[] translation, double[] rotation) {
    Objects.checkIndex(id, model.count(kind));
    Native.Jacobian function =
        switch (kind) {
          case BODY -> Native.Jacobian.BODY;
          case GEOM -> Native.Jacobian.GEOM;
          case SITE -> Native.Jacobian.SITE;
          default ->
              throw new BadInputException(
                  "a " + kind + " has no Jacobian", "Bodies, geoms and sites have.");
        };
    data.guarded(() -> function.call(model.memory(), data.memory(), jacp, jacr, id));
    copy(jacp, translation, 3 * nv);
    copy(jacr, rotation, 3 * nv);
  }

  /** Computes the joint-space inertia matrix, dense [nv, nv]. */
  public void inertiaMatrix(double[] target) {
    MemorySegment sparse = data.doubles("qM").memory();
    data.guarded(() -> Native.fullInertia(model.memory(), inertia, sparse));
    copy(inertia, target, nv * nv);
  }

  /** Computes a contact's force, N, and torque, N m, in its own frame, six numbers. */
  public void contactForce(int contact, double[] target) {
    Objects.checkIndex(contact, data.contacts().size());
    data.guarded(() -> Native.contactForce(model.memory(), data.memory(), contact, force));
    copy(force, target, 6);
  }

  /**
   * Returns what a ray meets first ({@code mj_ray}); invisible geoms do not count.
   *
   * @param from start, world frame, metres
   * @param along direction, of length 1
   * @param geomGroups whether geoms of groups 0 to 5 count
   * @param excludedBody a body whose geoms do not count, or -1
   */
  public RayHit ray(double[] from, double[] along, boolean[] geomGroups, int excludedBody) {
    put(from, along, geomGroups);
    double[] distance = new double[1];
    data.guarded(
        () ->
            distance[0] =
                Native.ray(
                    model.memory(),
                    data.memory(),
                    start,
                    direction,
                    groups,
                    true,
                    excludedBody,
                    geom));
    return new RayHit(geom.get(JAVA_INT, 0), distance[0]);
  }

  /**
   * Finds what many rays from one point meet first ({@code mj_multiRay}).
   *
   * @param along directions of length 1, [rays, 3]
   * @param geoms receives the geoms; -1 where a ray meets none
   * @param distances receives the distances, metres; -1 where a ray meets none
   */
  public void rays(
      double[] from, double[] along, boolean[] geomGroups, int[] geoms, double[] distances) {
    int rays = geoms.length;
    if (along.length != 3 * rays || distances.length != rays) {
      throw new BadInputException(
          along.length + " numbers of directions and " + distances.length + " distances",
          rays + " geoms need 3 x and 1 x as many.");
    }
    put(from, new double[3], geomGroups);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment directions = arena.allocateFrom(JAVA_DOUBLE, along);
      MemorySegment found = arena.allocate(4L * Math.max(1, rays), 8);
      MemorySegment far = arena.allocate(8L * Math.max(1, rays), 8);
      data.guarded(
          () ->
              Native.multiRay(
                  model.memory(),
                  data.memory(),
                  start,
                  directions,
                  groups,
                  true,
                  -1,
                  found,
                  far,
                  rays,
                  1e10));
      MemorySegment.copy(found, JAVA_INT, 0, geoms, 0, rays);
      MemorySegment.copy(far, JAVA_DOUBLE, 0, distances, 0, rays);
    }
  }

  /** Returns the distance along a ray to a height field's surface, metres; -1 when it misses. */
  public double heightField(int field, double[] from, double[] along) {
    put(from, along, new boolean[6]);
    double[] distance = new double[1];
    data.guarded(
        () ->
            distance[0] =
                Native.rayHeightField(model.memory(), data.memory(), field, start, direction));
    return distance[0];
  }

  private void put(double[] from, double[] along, boolean[] geomGroups) {
    MemorySegment.copy(from, 0, start, JAVA_DOUBLE, 0, 3);
    MemorySegment.copy(along, 0, direction, JAVA_DOUBLE, 0, 3);
    for (int i = 0; i < 6; i++) {
      groups.set(JAVA_BYTE, i, (byte) (geomGroups[i] ? 1 : 0));
    }
  }

  private static void copy(MemorySegment source, double[] target, int count) {
    MemorySegment.copy(source, JAVA_DOUBLE, 0, target, 0, count);
  }
}
