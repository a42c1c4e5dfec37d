package org.pollex.datasets.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.PollexException;

/**
 * Buffers that numcodecs 0.16.6 wrote: each codec, each shuffle, five types, several sizes, blocks
 * of 2 KiB and one block; each with the digest of what it holds.
 */
class BloscTest {
  @Test
  void buffersOfNumcodecsAreDecodedAndDamageIsRefused() throws IOException {
    byte[] file;
    try (InputStream in = BloscTest.class.getResourceAsStream("blosc.bin")) {
      file = in.readAllBytes();
    }
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    Random random = new Random(8);
    int n = 0;
    while (in.hasRemaining()) {
      byte[] stored = new byte[in.getInt()];
      int size = in.getInt();
      in.get(stored);
      byte[] digest = new byte[32];
      in.get(digest);
      String where = "buffer " + n++;
      assertEquals(
          HexFormat.of().formatHex(digest),
          Sha256.hex(Blosc.decode(where, stored, size)),
          where + ", codec " + (stored[2] >> 5 & 7) + ", flags " + stored[2]);
      for (int k = 0; k < 20; k++) {
        byte[] bad = stored.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          Blosc.decode(where, bad, size);
        } catch (PollexException refused) {
          assertTrue(refused.getMessage().startsWith(where));
        }
      }
    }
    assertTrue(n > 200);
  }
}
