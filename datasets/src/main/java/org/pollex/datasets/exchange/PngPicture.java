package org.pollex.datasets.exchange;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** RGB pictures, uint8 [height, width, 3], as PNG: lossless. */
final class PngPicture {
  private PngPicture() {}

  static byte[] encode(ByteBuffer rgb, int height, int width) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i + 2] = rgb.get();
      bgr[i + 1] = rgb.get();
      bgr[i] = rgb.get();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Decodes a picture of a known size; its header is compared with that before any allocation. */
  static void decode(String where, byte[] file, int height, int width, ByteBuffer rgb) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw Bounds.refused(where, "holds a picture of an unknown kind", "PNG or JPEG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        if (reader.getHeight(0) != height || reader.getWidth(0) != width) {
          throw Bounds.refused(
              where,
              "holds a picture of " + reader.getWidth(0) + " x " + reader.getHeight(0),
              width + " x " + height + ", as declared");
        }
        copy(reader.read(0), rgb);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof org.pollex.errors.BadInputException refused) {
        throw refused;
      }
      throw Bounds.refused(where, "holds a damaged picture: " + e.getMessage(), "whole pictures");
    }
  }

  private static void copy(BufferedImage image, ByteBuffer rgb) {
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
        && image.getRaster().getDataBuffer() instanceof DataBufferByte data
        && data.getData().length == rgb.remaining()) {
      byte[] bgr = data.getData();
      for (int i = 0; i < bgr.length; i += 3) {
        rgb.put(bgr[i + 2]).put(bgr[i + 1]).put(bgr[i]);
      }
      return;
    }
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int pixel = image.getRGB(x, y);
        rgb.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
      }
    }
  }
}
