package org.pollex.datasets.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/**
 * Whatever decodes chunks: it gives what the JDK's inflater gives, and refuses what that refuses.
 */
final class ChunkScratchTest {
  private static final long SEED = 20261125;

  /** Noise of this many values around a ramp, which compresses well or hardly. */
  private static byte[] rows(Random random, int size) {
    int values = 1 << random.nextInt(9);
    byte[] rows = new byte[size];
    for (int i = 0; i < size; i++) {
      rows[i] = (byte) (i / 7 + random.nextInt(values));
    }
    return rows;
  }

  private static byte[] deflated(byte[] rows, Random random) {
    try (Deflater deflater = new Deflater(random.nextInt(10))) {
      deflater.setStrategy(random.nextInt(3));
      deflater.setInput(rows);
      deflater.finish();
      byte[] bytes = new byte[rows.length * 2 + 64];
      int n = 0;
      while (!deflater.finished()) {
        n += deflater.deflate(bytes, n, bytes.length - n);
      }
      return Arrays.copyOf(bytes, n);
    }
  }

  @Test
  void everyLevelAndStrategyComesBack() throws DataFormatException {
    Random random = new Random(SEED);
    try (ChunkScratch scratch = new ChunkScratch()) {
      for (int i = 0; i < 300; i++) {
        byte[] rows = rows(random, random.nextInt(1, 40_000));
        byte[] out = new byte[rows.length];
        boolean exact = scratch.inflate(segment(deflated(rows, random)), segment(out));
        assertEquals(true, exact, "stream " + i + ", seed " + SEED);
        assertArrayEquals(rows, out, "stream " + i + ", seed " + SEED);
      }
    }
  }

  @Test
  void damageNeverGivesOtherRowsThanTheJdkDoes() {
    Random random = new Random(SEED);
    try (ChunkScratch scratch = new ChunkScratch()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] rows = rows(random, random.nextInt(1, 4_000));
        byte[] stored = damaged(deflated(rows, random), random);
        int declared = Math.max(1, rows.length + (i % 5 == 0 ? random.nextInt(-3, 4) : 0));
        String ours = verdict(scratch, stored, declared);
        // Some damage changes nothing, such as that of a code that does not occur; zlib refuses it.
        if (!ours.equals(Arrays.toString(rows))) {
          assertEquals(jdk(stored, declared), ours, i + ", seed " + SEED);
        }
      }
    }
  }

  private static byte[] damaged(byte[] stored, Random random) {
    byte[] bytes = stored.clone();
    for (int flips = random.nextInt(4); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1) : bytes;
  }

  private static String verdict(ChunkScratch scratch, byte[] stored, int declared) {
    byte[] out = new byte[declared];
    try {
      return scratch.inflate(segment(stored), segment(out)) ? Arrays.toString(out) : "refused";
    } catch (DataFormatException e) {
      return "refused";
    }
  }

  private static String jdk(byte[] stored, int declared) {
    byte[] out = new byte[declared + 1];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(stored);
      int n = 0;
      for (int more = 1; more > 0; n += more) {
        more = inflater.inflate(out, n, out.length - n);
      }
      return n == declared && inflater.finished()
          ? Arrays.toString(Arrays.copyOf(out, n))
          : "refused";
    } catch (DataFormatException e) {
      return "refused";
    }
  }

  private static MemorySegment segment(byte[] bytes) {
    return MemorySegment.ofArray(bytes);
  }
}
