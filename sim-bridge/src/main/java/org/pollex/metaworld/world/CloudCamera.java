package org.pollex.metaworld.world;

import java.util.Arrays;
import org.pollex.mujoco.DoubleArray;
import org.pollex.mujoco.IntArray;
import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjModel;
import org.pollex.mujoco.MjObject;
import org.pollex.mujoco.MjQueries;

/**
 * The camera of the point clouds, by ray casting. It looks along -z of its own frame, x to the
 * right, y up; rays go through pixel centres, and only through those pixels where target or fixture
 * may be.
 */
final class CloudCamera {
  /** Where the camera is: beside the robot's shoulder, world, metres. */
  static final double[] POSITION = {0.45, 0, 0.75};

  private static final double[] LOOKS_AT = {0, 0.68, 0.08};
  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;
  private static final double FOCAL = 0.5 * HEIGHT / Math.tan(Math.toRadians(50) / 2);
  private static final double FAR = 10;

  /** Rays per group of labels; beyond that only every second, third, ... pixel is cast. */
  private static final int RAY_BUDGET = 4000;

  /** Collision hulls are in this group; what a camera sees is in the groups below. */
  private static final int COLLISION_GROUP = 4;

  private static final byte TARGET = 1;
  private static final byte FIXTURE = 2;
  private static final byte MOVED = 3;
  private static final boolean[] GROUPS = {true, true, true, true, false, false};

  /** Columns are the camera's axes in the world. */
  private static final double[][] R_WC = lookAt();

  /** Points, three numbers each, and their labels, as many as {@code count}. */
  record Seen(double[] points, byte[] labels, int count) {}

  private final MjModel model;
  private final MjData data;
  private final MjQueries queries;
  private final boolean[] robot;
  private final byte[] labels;

  CloudCamera(MjModel model, MjData data, Scenery scenery) {
    this.model = model;
    this.data = data;
    queries = new MjQueries(data);
    int geoms = model.count(MjObject.GEOM);
    robot = new boolean[geoms];
    labels = new byte[geoms];
    int moved = scenery.movedBody(model);
    int target = model.id(MjObject.BODY, scenery.target());
    boolean[] ofTarget = below(target);
    boolean[] ofMoved = below(moved);
    boolean[] ofFixture =
        scenery.fixture().isEmpty()
            ? new boolean[ofTarget.length]
            : below(model.id(MjObject.BODY, scenery.fixture()));
    boolean[] ofBase = below(model.id(MjObject.BODY, "base"));
    boolean[] ofMocap = below(model.id(MjObject.BODY, "mocap"));
    IntArray bodies = model.ints("geom_bodyid");
    for (int geom = 0; geom < geoms; geom++) {
      int body = bodies.get(geom);
      robot[geom] = ofBase[body] || ofMocap[body];
      if (ofFixture[body]) {
        labels[geom] = FIXTURE;
      } else if (ofMoved[body] && target != moved) {
        labels[geom] = MOVED;
      } else if (ofTarget[body]) {
        labels[geom] = TARGET;
      }
    }
  }

  /** The body and everything below it; parents come before children. */
  private boolean[] below(int root) {
    IntArray parents = model.ints("body_parentid");
    boolean[] inside = new boolean[parents.size()];
    inside[root] = true;
    for (int body = root + 1; body < inside.length; body++) {
      inside[body] = inside[parents.get(body)];
    }
    return inside;
  }

  /** What is seen at present, thinned out evenly to {@code rows} points. */
  Seen look(int rows) {
    Seen target = cast(label -> label == TARGET || label == MOVED);
    Seen fixture = cast(label -> label == FIXTURE);
    int fair = rows / 2;
    double[] points = new double[3 * rows];
    byte[] named = new byte[rows];
    int filled = 0;
    for (Seen[] pair : new Seen[][] {{target, fixture}, {fixture, target}}) {
      Seen own = pair[0];
      int quota = Math.max(fair, rows - pair[1].count());
      int kept = Math.min(own.count(), quota);
      for (int i = 0; i < kept; i++) {
        int from = own.count() > quota ? spread(i, own.count(), quota) : i;
        System.arraycopy(own.points(), 3 * from, points, 3 * filled, 3);
        named[filled++] = own.labels()[from];
      }
    }
    return new Seen(points, named, filled);
  }

  /** The {@code i}-th of {@code count} evenly spread indices, as NumPy's linspace rounds them. */
  private static int spread(int i, int available, int count) {
    double step = (available - 1.0) / (count - 1);
    return i == count - 1 ? available - 1 : (int) Math.rint(i * step);
  }

  private interface Wanted {
    boolean test(byte label);
  }

  private Seen cast(Wanted wanted) {
    boolean[] mask = pixelsOfBoxes(wanted);
    int marked = 0;
    for (boolean pixel : mask) {
      marked += pixel ? 1 : 0;
    }
    int stride = Math.max(1, (int) Math.ceil(Math.sqrt((double) marked / RAY_BUDGET)));
    double[] along = new double[3 * mask.length];
    int rays = 0;
    for (int row = 0; row < HEIGHT; row += stride) {
      for (int column = 0; column < WIDTH; column += stride) {
        if (mask[row * WIDTH + column]) {
          direction(column, row, along, 3 * rays++);
        }
      }
    }
    int[] geoms = new int[rays];
    double[] distances = new double[rays];
    shoot(Arrays.copyOf(along, 3 * rays), geoms, distances);
    return keep(wanted, along, geoms, distances);
  }

  private Seen keep(Wanted wanted, double[] along, int[] geoms, double[] distances) {
    double[] points = new double[3 * geoms.length];
    byte[] named = new byte[geoms.length];
    int count = 0;
    for (int ray = 0; ray < geoms.length; ray++) {
      boolean hit = geoms[ray] >= 0 && distances[ray] <= FAR;
      if (hit && wanted.test(labels[geoms[ray]])) {
        for (int axis = 0; axis < 3; axis++) {
          points[3 * count + axis] = POSITION[axis] + along[3 * ray + axis] * distances[ray];
        }
        named[count++] = labels[geoms[ray]];
      }
    }
    return new Seen(points, named, count);
  }

  /** Casts against visible geometry; the robot is moved to the skipped group meanwhile. */
  private void shoot(double[] along, int[] geoms, double[] distances) {
    if (geoms.length == 0) {
      return;
    }
    IntArray groups = model.ints("geom_group");
    int[] before = groups.toArray();
    for (int geom = 0; geom < robot.length; geom++) {
      if (robot[geom]) {
        groups.set(geom, COLLISION_GROUP);
      }
    }
    queries.rays(POSITION, along, GROUPS, geoms, distances);
    groups.write(0, before, 0, before.length);
  }

  private static void direction(int column, int row, double[] into, int offset) {
    double x = (column - (WIDTH - 1) / 2.0) / FOCAL;
    double y = ((HEIGHT - 1) / 2.0 - row) / FOCAL;
    double[] world = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      world[axis] = x * R_WC[axis][0] + y * R_WC[axis][1] - R_WC[axis][2];
    }
    double norm = Math.sqrt(world[0] * world[0] + world[1] * world[1] + world[2] * world[2]);
    for (int axis = 0; axis < 3; axis++) {
      into[offset + axis] = world[axis] / norm;
    }
  }

  /** Pixels whose rays may hit the boxes around the wanted geoms. */
  private boolean[] pixelsOfBoxes(Wanted wanted) {
    boolean[] mask = new boolean[WIDTH * HEIGHT];
    IntArray groups = model.ints("geom_group");
    DoubleArray boxes = model.doubles("geom_aabb");
    for (int geom = 0; geom < labels.length; geom++) {
      boolean visible = groups.get(geom) < COLLISION_GROUP && !robot[geom];
      if (visible && wanted.test(labels[geom]) && !mark(mask, boxes, geom)) {
        Arrays.fill(mask, true);
        return mask;
      }
    }
    return mask;
  }

  /** Marks one box; false when a part of it is beside or behind the camera. */
  private boolean mark(boolean[] mask, DoubleArray boxes, int geom) {
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double[] inCamera = new double[3];
    for (int corner = 0; corner < 8; corner++) {
      corner(boxes, geom, corner, inCamera);
      double depth = -inCamera[2];
      if (depth < 0.01) {
        return false;
      }
      double column = (WIDTH - 1) / 2.0 + FOCAL * inCamera[0] / depth;
      double row = (HEIGHT - 1) / 2.0 - FOCAL * inCamera[1] / depth;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
    int lastRow = Math.min(HEIGHT, (int) Math.max(bottom + 2, 0));
    int lastColumn = Math.min(WIDTH, (int) Math.max(right + 2, 0));
    int firstColumn = Math.min(lastColumn, (int) Math.max(left - 1, 0));
    for (int row = (int) Math.max(top - 1, 0); row < lastRow; row++) {
      Arrays.fill(mask, row * WIDTH + firstColumn, row * WIDTH + lastColumn, true);
    }
    return true;
  }

  private void corner(DoubleArray boxes, int geom, int corner, double[] inCamera) {
    double[] world = new double[3];
    for (int i = 0; i < 3; i++) {
      world[i] = data.geomXpos().get(geom, i) - POSITION[i];
      for (int j = 0; j < 3; j++) {
        int sign = (corner >> (2 - j) & 1) == 0 ? -1 : 1;
        double local = boxes.get(geom, j) + boxes.get(geom, 3 + j) * sign;
        world[i] += data.geomXmat().get(geom, 3 * i + j) * local;
      }
    }
    for (int i = 0; i < 3; i++) {
      inCamera[i] = world[0] * R_WC[0][i] + world[1] * R_WC[1][i] + world[2] * R_WC[2][i];
    }
  }

  /** The rotation of a camera at {@link #POSITION} that looks at {@link #LOOKS_AT}, z up. */
  private static double[][] lookAt() {
    double[] back = new double[3];
    for (int i = 0; i < 3; i++) {
      back[i] = POSITION[i] - LOOKS_AT[i];
    }
    normalize(back);
    double[] right = {-back[1], back[0], 0};
    normalize(right);
    double[] up = {
      back[1] * right[2] - back[2] * right[1],
      back[2] * right[0] - back[0] * right[2],
      back[0] * right[1] - back[1] * right[0]
    };
    return throughQuaternion(right, up, back);
  }

  /** The rotation with these columns, rounded as it is on its way to a server: by a quaternion. */
  private static double[][] throughQuaternion(double[] r, double[] u, double[] b) {
    double w = half(1 + r[0] + u[1] + b[2]);
    double x = Math.copySign(half(1 + r[0] - u[1] - b[2]), u[2] - b[1]);
    double y = Math.copySign(half(1 - r[0] + u[1] - b[2]), b[0] - r[2]);
    double z = Math.copySign(half(1 - r[0] - u[1] + b[2]), r[1] - u[0]);
    return new double[][] {
      {w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)},
      {2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)},
      {2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z}
    };
  }

  private static double half(double squared) {
    return Math.sqrt(Math.max(0, squared)) / 2;
  }

  private static void normalize(double[] v) {
    double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    for (int i = 0; i < 3; i++) {
      v[i] /= length;
    }
  }
}
