package org.pollex.datasets.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.errors.BadInputException;

/** What is encoded comes back, any frame in any order, and no header asks for more memory. */
class VideoTest {
  private static final int FRAMES = 9;

  @TempDir Path folder;

  private static int pixel(int frame, int x, int y, int channel) {
    return (int)
        (128 + 60 * Math.sin((x + frame) * 0.1 + channel) + 50 * Math.cos(y * 0.07 - channel));
  }

  private Path encoded(int height, int width) {
    Path file = folder.resolve(height + "x" + width + ".mp4");
    ByteBuffer picture = ByteBuffer.allocate(3 * height * width);
    try (VideoEncoder encoder = new VideoEncoder(file, height, width, 12.5)) {
      for (int t = 0; t < FRAMES; t++) {
        picture.clear();
        for (int i = 0; i < height * width; i++) {
          for (int c = 0; c < 3; c++) {
            picture.put((byte) pixel(t, i % width, i / width, c));
          }
        }
        encoder.add(picture.flip(), t == 0 || t == 5);
      }
      encoder.finish();
    }
    return file;
  }

  /** Widths that are no multiple of the libraries' blocks, too; to the last column. */
  @Test
  void anyFrameOfAnySizeComesBack() {
    for (int[] size : new int[][] {{64, 64}, {72, 84}, {100, 130}}) {
      int height = size[0];
      int width = size[1];
      try (VideoFile file = VideoFile.open(encoded(height, width), height, width);
          VideoDecoder decoder = new VideoDecoder(file);
          Arena arena = Arena.ofConfined()) {
        assertEquals(FRAMES, file.frames());
        assertEquals(VideoEncoder.CODEC, file.codec());
        MemorySegment rgb = arena.allocate(3L * height * width);
        Random random = new Random(1);
        for (int trial = 0; trial < 3 * FRAMES; trial++) {
          int t = trial < FRAMES ? trial : random.nextInt(FRAMES);
          assertEquals(t, file.nearest(t / 12.5 + 0.01));
          assertEquals(t / 12.5, file.seconds(t), 1e-9);
          decoder.frame(file, t, rgb, 0);
          double squares = 0;
          for (int i = 0; i < 3 * height * width; i++) {
            int p = i / 3;
            int error =
                (rgb.get(ValueLayout.JAVA_BYTE, i) & 0xff) - pixel(t, p % width, p / width, i % 3);
            squares += (double) error * error;
          }
          double psnr = 10 * Math.log10(255 * 255 / (squares / (3 * height * width)));
          assertTrue(psnr > 36, width + ": frame " + t + ", " + psnr + " dB");
        }
      }
    }
  }

  @Test
  void anotherSizeThanTheDeclaredOneIsRefusedBeforeDecoding() {
    Path file = encoded(64, 96);
    assertThrows(BadInputException.class, () -> VideoFile.open(file, 64, 64));
    assertThrows(BadInputException.class, () -> VideoFile.open(file, 96, 64));
    try (VideoFile open = VideoFile.open(file, 64, 96)) {
      MemorySegment first = open.bytes(0);
      assertTrue(Av1Size.within(first, 64, 96));
      assertFalse(Av1Size.within(first, 63, 96));
      assertFalse(Av1Size.within(first, 64, 95));
      assertFalse(Av1Size.within(first.asSlice(0, 4), 64, 96));
    }
  }

  @Test
  void whatIsNoVideoIsRefused() throws Exception {
    Path file = folder.resolve("a.mp4");
    Files.writeString(file, "no video, and no MP4 either; far from it, really");
    assertThrows(BadInputException.class, () -> VideoFile.open(file, 64, 64));
    assertFalse(VideoEncoder.fits(63, 64));
    assertFalse(VideoEncoder.fits(62, 64));
    assertTrue(VideoEncoder.fits(480, 640));
  }
}
