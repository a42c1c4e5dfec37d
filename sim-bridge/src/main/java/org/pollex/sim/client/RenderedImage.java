package org.pollex.sim.client;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.pollex.errors.RunFailedException;
import org.pollex.hardware.geometry.Pose;
import org.pollex.hardware.tensor.Tensor;
import org.pollex.sim.v1.Image;
import org.pollex.sim.v1.RenderChannel;

/**
 * One image of one slot.
 *
 * @param slot whose state it shows
 * @param camera which camera saw it
 * @param channel what its pixels mean
 * @param pixels colour: u8 [h, w, 3]; depth: f32 [h, w] in metres along the optical axis;
 *     segmentation: u8 [h, w]
 * @param intrinsics row-major 3x3, of the image as delivered
 * @param x_WC pose of the camera in the world; camera frame: x right, y up, looking along -z
 */
public record RenderedImage(
    int slot, String camera, Channel channel, Tensor pixels, List<Double> intrinsics, Pose x_WC) {
  /** What pixels mean. */
  public enum Channel {
    RGB,
    DEPTH,
    SEGMENTATION;

    RenderChannel message() {
      return RenderChannel.valueOf(name());
    }
  }

  static RenderedImage of(Image image) {
    return new RenderedImage(
        image.getSlot(),
        image.getCamera(),
        Channel.valueOf(image.getChannel().name()),
        TensorCodec.decode(image.getPixels()),
        List.copyOf(image.getKList()),
        PoseCodec.decode(image.getXWc()));
  }

  /**
   * Returns the image for people: colours as they are, depth as 16-bit grey in millimetres, labels
   * as grey levels.
   */
  public BufferedImage toImage() {
    int height = pixels.shape()[0];
    int width = pixels.shape()[1];
    BufferedImage image = new BufferedImage(width, height, imageType());
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        if (channel == Channel.RGB) {
          image.setRGB(x, y, level(3 * i) << 16 | level(3 * i + 1) << 8 | level(3 * i + 2));
        } else if (channel == Channel.DEPTH) {
          int millimetres = Math.clamp(Math.round(1000 * pixels.get(i)), 0, 65535);
          image.getRaster().setSample(x, y, 0, millimetres);
        } else {
          image.getRaster().setSample(x, y, 0, level(i));
        }
      }
    }
    return image;
  }

  private int imageType() {
    return switch (channel) {
      case RGB -> BufferedImage.TYPE_INT_RGB;
      case DEPTH -> BufferedImage.TYPE_USHORT_GRAY;
      case SEGMENTATION -> BufferedImage.TYPE_BYTE_GRAY;
    };
  }

  private int level(int index) {
    return (int) pixels.get(index);
  }

  /** Writes the image as a PNG file. */
  public void writePng(Path file) {
    try {
      ImageIO.write(toImage(), "png", file.toFile());
    } catch (IOException failed) {
      throw new RunFailedException(
          "cannot write the image " + file, "" + failed.getMessage(), failed);
    }
  }
}
