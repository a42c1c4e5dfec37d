package org.pollex.datasets.view;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.pollex.datasets.episode.Episode;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.hardware.world.StreamSpec;

/** Pictures of an episode beside each other, evenly spread over its steps, as one JPEG. */
final class PictureStrip {
  private static final int PICTURES = 8;
  private static final int HEIGHT = 96;
  private static final int LEAST_SIDE = 8;

  private PictureStrip() {}

  /** The strips of all cameras: stream, data URI and the steps shown. */
  static List<Map<String, Object>> of(Episode episode) {
    List<Map<String, Object>> strips = new ArrayList<>();
    for (StreamSpec spec : episode.specs()) {
      if (isPicture(spec) && episode.steps() > 0) {
        strips.add(strip(spec, episode.stream(spec.name())));
      }
    }
    return strips;
  }

  /** Colour pictures, and planes of numbers: depth, masks. */
  private static boolean isPicture(StreamSpec spec) {
    List<Integer> shape = spec.shape();
    boolean plane = shape.size() == 2 || shape.size() == 3 && shape.get(2) == 1;
    boolean color = shape.size() == 3 && shape.get(2) == 3 && spec.dtype() == DType.U8;
    return (plane || color) && shape.get(0) >= LEAST_SIDE && shape.get(1) >= LEAST_SIDE;
  }

  private static Map<String, Object> strip(StreamSpec spec, Tensor values) {
    int height = spec.shape().get(0);
    int width = spec.shape().get(1);
    int shownWidth = Math.max(1, width * HEIGHT / height);
    int count = Math.min(PICTURES, values.shape()[0]);
    BufferedImage all = new BufferedImage(shownWidth * count, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = all.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int step = count == 1 ? 0 : i * (values.shape()[0] - 1) / (count - 1);
      BufferedImage one = picture(values.row(step), height, width);
      g.drawImage(one, i * shownWidth, 0, shownWidth, HEIGHT, null);
      steps.add(step);
    }
    g.dispose();
    return Map.of(
        "stream", spec.name(), "steps", steps, "src", "data:image/jpeg;base64," + jpeg(all));
  }

  private static BufferedImage picture(Tensor values, int height, int width) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    boolean color = values.size() == 3 * height * width;
    double[] range = color ? new double[] {0, 255} : range(values);
    double scale = 255 / Math.max(1e-9, range[1] - range[0]);
    for (int i = 0; i < height * width; i++) {
      int red = color ? (int) values.get(3 * i) : grey(values.get(i), range[0], scale);
      int green = color ? (int) values.get(3 * i + 1) : red;
      int blue = color ? (int) values.get(3 * i + 2) : red;
      image.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
    }
    return image;
  }

  private static int grey(double value, double low, double scale) {
    return Double.isFinite(value) ? (int) ((value - low) * scale) : 0;
  }

  private static double[] range(Tensor values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values.toDoubles()) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return new double[] {low, high};
  }

  private static String jpeg(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }
}
