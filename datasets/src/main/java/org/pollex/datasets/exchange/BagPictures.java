package org.pollex.datasets.exchange;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.pollex.datasets.message.Message;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

/**
 * Pictures of {@code sensor_msgs/Image} and {@code CompressedImage} as tensors [rows, columns, …].
 */
final class BagPictures {
  private static final String RAW = "sensor_msgs/Image";
  private static final String COMPRESSED = "sensor_msgs/CompressedImage";
  private static final List<String> ENCODINGS =
      List.of("rgb8", "bgr8", "rgba8", "bgra8", "mono8", "8UC1", "16UC1", "mono16", "32FC1");

  private BagPictures() {}

  static boolean is(Message message) {
    return message.type().name().equals(RAW) || message.type().name().equals(COMPRESSED);
  }

  static Tensor tensor(Message message) {
    byte[] data = (byte[]) message.get("data");
    if (message.type().name().equals(RAW)) {
      return raw(message, data);
    }
    // Depth is a PNG of 16 bits behind a head of 12 bytes, millimetres as a rule.
    boolean depth = message.text("format").contains("compressedDepth");
    return decoded(depth ? Arrays.copyOfRange(data, Math.min(12, data.length), data.length) : data);
  }

  private static Tensor raw(Message message, byte[] data) {
    String encoding = message.text("encoding");
    if (!ENCODINGS.contains(encoding)) {
      throw Bounds.refused("an image", "has the encoding " + encoding, ENCODINGS.toString());
    }
    int height = size(message.number("height"));
    int width = size(message.number("width"));
    long step = (long) message.number("step");
    int channels =
        encoding.endsWith("a8") ? 4 : encoding.endsWith("b8") || encoding.endsWith("r8") ? 3 : 1;
    DType dtype =
        encoding.contains("16") ? DType.U16 : encoding.startsWith("32F") ? DType.F32 : DType.U8;
    int row = Math.multiplyExact(width, channels * dtype.bytes());
    if (step < row || step * height > data.length) {
      throw Bounds.refused(
          "an image of " + width + " x " + height, "has rows of " + step + " bytes", "whole rows");
    }
    if (dtype != DType.U8 && message.number("is_bigendian") != 0) {
      throw Bounds.refused("an image", "is big-endian", "little-endian pixels");
    }
    int kept = Math.min(channels, 3);
    byte[] out = new byte[height * width * kept * dtype.bytes()];
    boolean swap = encoding.startsWith("bgr");
    int at = 0;
    for (int y = 0; y < height; y++) {
      int from = (int) (y * step);
      if (channels == 1 || channels == 3 && !swap) {
        System.arraycopy(data, from, out, at, row);
        at += row;
      } else {
        for (int x = 0; x < width; x++, from += channels) {
          out[at++] = data[from + (swap ? 2 : 0)];
          out[at++] = data[from + 1];
          out[at++] = data[from + (swap ? 0 : 2)];
        }
      }
    }
    int[] shape = channels == 1 ? new int[] {height, width} : new int[] {height, width, kept};
    return Tensor.wrap(dtype, shape, ByteBuffer.wrap(out));
  }

  private static int size(double declared) {
    if (declared > 1 << 15) {
      throw Bounds.refused("an image", "declares " + declared + " rows or columns", "up to 32768");
    }
    return (int) declared;
  }

  /**
   * JPEG and PNG as RGB, grey of 16 bits as uint16; the size is checked before pixels are decoded.
   */
  private static Tensor decoded(byte[] data) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(data))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw Bounds.refused("a compressed image", "is of no known kind", "JPEG and PNG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        int width = size(reader.getWidth(0));
        int height = size(reader.getHeight(0));
        Bounds.bytes("a compressed image", DType.F32, new int[] {height, width});
        BufferedImage image = reader.read(0);
        if (image.getRaster().getDataBuffer() instanceof DataBufferUShort grey
            && image.getRaster().getNumBands() == 1) {
          ByteBuffer bytes = ByteBuffer.allocate(2 * height * width);
          bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(grey.getData());
          return Tensor.wrap(DType.U16, new int[] {height, width}, bytes);
        }
        byte[] out = new byte[height * width * 3];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
          image.getRGB(0, y, width, 1, row, 0, width);
          for (int pixel : row) {
            out[at++] = (byte) (pixel >> 16);
            out[at++] = (byte) (pixel >> 8);
            out[at++] = (byte) pixel;
          }
        }
        return Tensor.wrap(DType.U8, new int[] {height, width, 3}, ByteBuffer.wrap(out));
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Bounds.refused("a compressed image", "is damaged: " + e.getMessage(), "whole images");
    }
  }
}
