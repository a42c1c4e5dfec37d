package org.pollex.datasets.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.pollex.datasets.message.Message;
import org.pollex.datasets.message.MessageCodec;
import org.pollex.datasets.message.MessageType;
import org.pollex.datasets.message.Serialization;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.tensor.DType;
import org.pollex.hardware.tensor.Tensor;

class BagPicturesTest {
  private static final int HEIGHT = 9;
  private static final int WIDTH = 13;

  private final Random random = new Random(5);

  private static Message message(String format, byte[] data) {
    MessageType type =
        MessageCodec.of("sensor_msgs/msg/CompressedImage", Map.of(), Serialization.CDR).type();
    MessageType header = type.nested("header");
    return type.of(header.of(header.nested("stamp").of(0, 0L), ""), format, data);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  @Test
  void coloursComeBack() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    byte[] rgb = new byte[HEIGHT * WIDTH * 3];
    random.nextBytes(rgb);
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      int pixel = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | rgb[3 * i + 2] & 0xff;
      image.setRGB(i % WIDTH, i / WIDTH, pixel);
    }
    assertEquals(
        Tensor.wrap(DType.U8, new int[] {HEIGHT, WIDTH, 3}, ByteBuffer.wrap(rgb)),
        BagPictures.tensor(message("rgb8; png compressed bgr8", png(image))));
  }

  /** Both kinds in which ROS compresses depth keep all 16 bits. */
  @Test
  void depthKeepsItsBits() throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
    double[] millimetres = new double[HEIGHT * WIDTH];
    for (int i = 0; i < millimetres.length; i++) {
      millimetres[i] = random.nextInt(1 << 16);
      image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, millimetres[i]);
    }
    byte[] png = png(image);
    byte[] behindHead = new byte[12 + png.length];
    System.arraycopy(png, 0, behindHead, 12, png.length);
    for (Message one :
        new Message[] {
          message("16UC1; png compressed ", png), message("16UC1; compressedDepth png", behindHead)
        }) {
      Tensor depth = BagPictures.tensor(one);
      assertEquals(DType.U16, depth.dtype());
      assertEquals(Arrays.toString(millimetres), Arrays.toString(depth.toDoubles()));
    }
  }

  /** A few bytes that declare 4 thousand million pixels are refused before pixels are decoded. */
  @Test
  void bombsAndDamageAreRefused() throws IOException {
    byte[] png = png(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY));
    byte[] bomb = png.clone();
    // Width and height, big-endian, behind the signature and the first chunk's head.
    ByteBuffer.wrap(bomb).putInt(16, 1 << 20).putInt(20, 1 << 20);
    for (byte[] bad :
        new byte[][] {bomb, Arrays.copyOf(png, 30), Arrays.copyOf(png, 3), new byte[0]}) {
      assertThrows(BadInputException.class, () -> BagPictures.tensor(message("png", bad)));
      assertThrows(
          BadInputException.class,
          () -> BagPictures.tensor(message("16UC1; compressedDepth", bad)));
    }
  }
}
