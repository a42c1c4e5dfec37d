package org.pollex.mujoco.camera;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import org.pollex.mujoco.IntArray;
import org.pollex.mujoco.MjModel;

/**
 * Paints what a {@link RayCamera} saw: each geom in its colour, brighter where it faces the camera,
 * as if a lamp were fixed to it. Surfaces' directions come from neighbouring pixels' points.
 */
public final class ShadedPicture {
  private static final int BACKGROUND = 0xE8ECF0;
  private static final double AMBIENT = 0.35;

  private final double[] colours;

  /** Takes the colours of a model's geoms; a texture counts as its average. */
  public ShadedPicture(MjModel model) {
    int geoms = model.size("ngeom");
    colours = new double[3 * geoms];
    MemorySegment own = model.array("geom_rgba");
    MemorySegment materials = model.array("mat_rgba");
    IntArray material = model.ints("geom_matid");
    double[][] averages = textureAverages(model);
    int roles = model.size("nmat") == 0 ? 0 : model.ints("mat_texid").columns();
    for (int geom = 0; geom < geoms; geom++) {
      int m = material.get(geom);
      int texture = -1;
      for (int role = 0; m >= 0 && role < roles && texture < 0; role++) {
        texture = model.ints("mat_texid").get(m, role);
      }
      for (int i = 0; i < 3; i++) {
        double colour =
            m < 0
                ? own.getAtIndex(JAVA_FLOAT, 4L * geom + i)
                : materials.getAtIndex(JAVA_FLOAT, 4L * m + i);
        colours[3 * geom + i] = texture < 0 ? colour : colour * averages[texture][i];
      }
    }
  }

  private static double[][] textureAverages(MjModel model) {
    double[][] averages = new double[model.size("ntex")][3];
    MemorySegment pixels = model.array("tex_data");
    for (int texture = 0; texture < averages.length; texture++) {
      int channels = model.ints("tex_nchannel").get(texture);
      long count =
          (long) model.ints("tex_width").get(texture) * model.ints("tex_height").get(texture);
      long start = Integer.toUnsignedLong(model.ints("tex_adr").get(texture));
      // About ten thousand pixels tell a texture's average well enough.
      long stride = Math.max(1, count / 10_000);
      long taken = 0;
      for (long pixel = 0; pixel < count; pixel += stride, taken++) {
        for (int i = 0; i < 3; i++) {
          averages[texture][i] +=
              pixels.get(JAVA_BYTE, start + pixel * channels + Math.min(i, channels - 1)) & 0xFF;
        }
      }
      for (int i = 0; i < 3; i++) {
        averages[texture][i] /= 255.0 * taken;
      }
    }
    return averages;
  }

  /** Paints an image, [height][width] pixels of RGB. */
  public BufferedImage paint(RayImage image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    double[] points = new double[9];
    for (int row = 0; row < image.height(); row++) {
      for (int column = 0; column < image.width(); column++) {
        int geom = image.geom(row, column);
        picture.setRGB(
            column, row, geom < 0 ? BACKGROUND : colour(geom, facing(image, row, column, points)));
      }
    }
    return picture;
  }

  private int colour(int geom, double facing) {
    int rgb = 0;
    for (int i = 0; i < 3; i++) {
      double shaded = colours[3 * geom + i] * (AMBIENT + (1 - AMBIENT) * facing);
      rgb = rgb << 8 | (int) Math.round(255 * Math.clamp(shaded, 0, 1));
    }
    return rgb;
  }

  /** Cosine between a pixel's ray and its surface's normal, by neighbours on the same geom. */
  private static double facing(RayImage image, int row, int column, double[] points) {
    int beside = column + 1 < image.width() && same(image, row, column, 0, 1) ? 1 : -1;
    int below = row + 1 < image.height() && same(image, row, column, 1, 0) ? 1 : -1;
    if (column + beside < 0
        || row + below < 0
        || !same(image, row, column, 0, beside)
        || !same(image, row, column, below, 0)) {
      return 0.5;
    }
    image.point(row, column, points, 0);
    image.point(row, column + beside, points, 3);
    image.point(row + below, column, points, 6);
    double[] u = new double[3];
    double[] v = new double[3];
    double[] ray = new double[3];
    for (int i = 0; i < 3; i++) {
      u[i] = points[3 + i] - points[i];
      v[i] = points[6 + i] - points[i];
      ray[i] = points[i] - image.position[i];
    }
    double nx = u[1] * v[2] - u[2] * v[1];
    double ny = u[2] * v[0] - u[0] * v[2];
    double nz = u[0] * v[1] - u[1] * v[0];
    double lengths =
        Math.sqrt(nx * nx + ny * ny + nz * nz)
            * Math.sqrt(ray[0] * ray[0] + ray[1] * ray[1] + ray[2] * ray[2]);
    return lengths == 0 ? 0.5 : Math.abs(nx * ray[0] + ny * ray[1] + nz * ray[2]) / lengths;
  }

  private static boolean same(RayImage image, int row, int column, int down, int aside) {
    return image.geom(row + down, column + aside) == image.geom(row, column);
  }
}
