package org.pollex.mujoco.camera;

import org.pollex.mujoco.MjData;
import org.pollex.mujoco.MjQueries;
import org.pollex.mujoco.MuJoCo;

/**
 * Sees a world without OpenGL: depth and segmentation by casting one ray per pixel.
 *
 * <p>Three things make it fast, and none changes an answer: a geom is tried only in the tiles of
 * the picture that its box covers; in each tile the nearest boxes come first, and what cannot be
 * nearer than the hit at hand ends the search; meshes are trees of boxes ({@link MeshBvh}). The
 * answers are those of {@code mj_multiRay}: same geom, same distance.
 *
 * <p>Holds scratch memory; one per thread.
 */
public final class RayCamera {
  private static final int TILE = 8;

  /** Corners of boxes nearer to the image plane than this are not projected, metres. */
  private static final double IN_FRONT = 1e-3;

  private final RayScene scene;
  private final int[] stack = new int[64];
  private final GeomRay ray = new GeomRay();

  // Per seen geom, for the picture at hand.
  private final double[] origin;
  private final double[] rotation;
  private final double[] nearest;
  private final int[] left;
  private final int[] right;
  private final int[] top;
  private final int[] bottom;
  private final int[] order;
  private final int[] tile;

  private final double[] hitFrom = new double[3];
  private final double[] hitAlong = new double[3];
  private MjQueries queries;

  /** A camera for worlds of the scene's model and its variants. */
  public RayCamera(RayScene scene) {
    this.scene = scene;
    int n = scene.geoms.length;
    origin = new double[3 * n];
    rotation = new double[9 * n];
    nearest = new double[n];
    left = new int[n];
    right = new int[n];
    top = new int[n];
    bottom = new int[n];
    order = new int[n];
    tile = new int[n];
  }

  /** Takes a picture with a camera of the model, from where the last forward put it. */
  public void take(MjData data, int camera, RayImage image) {
    double[] position = new double[3];
    double[] frame = new double[9];
    data.doubles("cam_xpos").readRow(camera, position, 0);
    data.doubles("cam_xmat").readRow(camera, frame, 0);
    take(data, position, frame, data.model().doubles("cam_fovy").get(camera), image);
  }

  /**
   * Takes a picture from anywhere.
   *
   * @param position of the camera, world frame, metres
   * @param frame its orientation, row-major; it looks along -z, y is up
   * @param fovy vertical field of view, degrees
   */
  public void take(MjData data, double[] position, double[] frame, double fovy, RayImage image) {
    System.arraycopy(position, 0, image.position, 0, 3);
    System.arraycopy(frame, 0, image.rotation, 0, 9);
    image.focal = image.height() / 2.0 / Math.tan(Math.toRadians(fovy) / 2);
    queries = null;
    for (RayScene.Shape shape : scene.shapes) {
      if (shape == RayScene.Shape.HFIELD) {
        queries = new MjQueries(data);
      }
    }
    placeGeoms(data, image);
    if (queries == null) {
      castAll(image);
    } else {
      MuJoCo.run(() -> castAll(image));
    }
  }

  private void placeGeoms(MjData data, RayImage image) {
    for (int g = 0; g < scene.geoms.length; g++) {
      data.geomXpos().readRow(scene.geoms[g], hitFrom, 0);
      data.geomXmat().readRow(scene.geoms[g], rotation, 9 * g);
      double x = image.position[0] - hitFrom[0];
      double y = image.position[1] - hitFrom[1];
      double z = image.position[2] - hitFrom[2];
      int r = 9 * g;
      origin[3 * g] = rotation[r] * x + rotation[r + 3] * y + rotation[r + 6] * z;
      origin[3 * g + 1] = rotation[r + 1] * x + rotation[r + 4] * y + rotation[r + 7] * z;
      origin[3 * g + 2] = rotation[r + 2] * x + rotation[r + 5] * y + rotation[r + 8] * z;
      bound(g, image);
    }
    // Insertion sort: few geoms, and nearly in the last picture's order.
    for (int i = 0; i < order.length; i++) {
      int geom = i;
      int j = i;
      while (j > 0 && nearest[order[j - 1]] > nearest[geom]) {
        order[j] = order[j - 1];
        j--;
      }
      order[j] = geom;
    }
  }

  /**
   * Finds the pixels that a geom's box can cover, and the distance that it cannot be nearer than.
   */
  private void bound(int g, RayImage image) {
    left[g] = 0;
    top[g] = 0;
    right[g] = image.width() - 1;
    bottom[g] = image.height() - 1;
    nearest[g] = 0;
    if (scene.shapes[g] == RayScene.Shape.PLANE || scene.shapes[g] == RayScene.Shape.HFIELD) {
      return;
    }
    double outside = 0;
    for (int axis = 0; axis < 3; axis++) {
      double beyond =
          Math.abs(origin[3 * g + axis] - scene.bounds[6 * g + axis])
              - scene.bounds[6 * g + 3 + axis];
      outside += beyond > 0 ? beyond * beyond : 0;
    }
    nearest[g] = Math.max(0, Math.sqrt(outside) - 1e-6);

    double minX = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (int corner = 0; corner < 8; corner++) {
      double depth = -cornerAlong(g, corner, 2, image.rotation);
      if (depth < IN_FRONT) {
        return;
      }
      double x = cornerAlong(g, corner, 0, image.rotation) / depth * image.focal;
      double y = -cornerAlong(g, corner, 1, image.rotation) / depth * image.focal;
      minX = Math.min(minX, x);
      maxX = Math.max(maxX, x);
      minY = Math.min(minY, y);
      maxY = Math.max(maxY, y);
    }
    double cx = (image.width() - 1) / 2.0;
    double cy = (image.height() - 1) / 2.0;
    left[g] = (int) Math.max(0, Math.floor(minX + cx) - 1);
    right[g] = (int) Math.min(image.width() - 1, Math.ceil(maxX + cx) + 1);
    top[g] = (int) Math.max(0, Math.floor(minY + cy) - 1);
    bottom[g] = (int) Math.min(image.height() - 1, Math.ceil(maxY + cy) + 1);
  }

  /** A corner of a geom's box, relative to the camera, along one axis of the camera's frame. */
  private double cornerAlong(int g, int corner, int axis, double[] camera) {
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      double half = scene.bounds[6 * g + 3 + k];
      double local =
          scene.bounds[6 * g + k] + ((corner >> k & 1) == 0 ? -half : half) - origin[3 * g + k];
      double cosine = 0;
      for (int world = 0; world < 3; world++) {
        cosine += rotation[9 * g + 3 * world + k] * camera[3 * world + axis];
      }
      sum += local * cosine;
    }
    return sum;
  }

  private void castAll(RayImage image) {
    for (int row = 0; row < image.height(); row += TILE) {
      for (int column = 0; column < image.width(); column += TILE) {
        castTile(row, column, image);
      }
    }
  }

  private void castTile(int row, int column, RayImage image) {
    int lastRow = Math.min(row + TILE, image.height()) - 1;
    int lastColumn = Math.min(column + TILE, image.width()) - 1;
    int count = 0;
    for (int g : order) {
      if (left[g] <= lastColumn && right[g] >= column && top[g] <= lastRow && bottom[g] >= row) {
        tile[count++] = g;
      }
    }
    double cx = (image.width() - 1) / 2.0;
    double cy = (image.height() - 1) / 2.0;
    double[] camera = image.rotation;
    for (int r = row; r <= lastRow; r++) {
      for (int c = column; c <= lastColumn; c++) {
        double x = (c - cx) / image.focal;
        double y = (cy - r) / image.focal;
        double length = 1 / Math.sqrt(x * x + y * y + 1);
        double dx = (camera[0] * x + camera[1] * y - camera[2]) * length;
        double dy = (camera[3] * x + camera[4] * y - camera[5]) * length;
        double dz = (camera[6] * x + camera[7] * y - camera[8]) * length;
        cast(dx, dy, dz, count, image, r * image.width() + c);
      }
    }
  }

  private void cast(double dx, double dy, double dz, int count, RayImage image, int pixel) {
    double best = MeshBvh.NONE;
    int hit = -1;
    for (int i = 0; i < count; i++) {
      int g = tile[i];
      if (nearest[g] > best) {
        break;
      }
      double t = distance(g, dx, dy, dz, best, image);
      // Of geoms at the same distance the first of the model counts, as in mj_multiRay.
      if (t < best || (t == best && hit >= 0 && scene.geoms[g] < scene.geoms[hit])) {
        best = t;
        hit = g;
      }
    }
    image.distances[pixel] = best;
    image.geoms[pixel] = hit < 0 ? -1 : scene.geoms[hit];
  }

  private double distance(int g, double wx, double wy, double wz, double best, RayImage image) {
    int r = 9 * g;
    ray.dx = rotation[r] * wx + rotation[r + 3] * wy + rotation[r + 6] * wz;
    ray.dy = rotation[r + 1] * wx + rotation[r + 4] * wy + rotation[r + 7] * wz;
    ray.dz = rotation[r + 2] * wx + rotation[r + 5] * wy + rotation[r + 8] * wz;
    ray.ox = origin[3 * g];
    ray.oy = origin[3 * g + 1];
    ray.oz = origin[3 * g + 2];
    double sx = scene.sizes[3 * g];
    double sy = scene.sizes[3 * g + 1];
    double sz = scene.sizes[3 * g + 2];
    return switch (scene.shapes[g]) {
      case PLANE -> ray.plane(sx, sy);
      case SPHERE -> ray.sphere(sx);
      case CAPSULE -> ray.capsule(sx, sy);
      case ELLIPSOID -> ray.ellipsoid(sx, sy, sz);
      case CYLINDER -> ray.cylinder(sx, sy);
      case BOX -> ray.box(sx, sy, sz);
      case MESH -> {
        double t = scene.meshes[g].intersect(ray, best, stack);
        yield t < best ? t : MeshBvh.NONE;
      }
      case HFIELD -> heightField(scene.geoms[g], wx, wy, wz, image);
    };
  }

  /** MuJoCo's own function: height fields are rare, and not worth a second implementation. */
  private double heightField(int geom, double wx, double wy, double wz, RayImage image) {
    System.arraycopy(image.position, 0, hitFrom, 0, 3);
    hitAlong[0] = wx;
    hitAlong[1] = wy;
    hitAlong[2] = wz;
    double t = queries.heightField(geom, hitFrom, hitAlong);
    return t < 0 ? MeshBvh.NONE : t;
  }
}
