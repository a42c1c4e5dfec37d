package org.pollex.ros.ros1.tcpros;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectionHeaderTest {
  private static final ConnectionHeader HEADER =
      new ConnectionHeader(
          Map.of("topic", "/a", "definition", "float64 x = 1\n# ü=ö", "empty", ""));

  @Test
  void survivesTheWire() throws IOException {
    assertEquals(HEADER, ConnectionHeader.read(new ByteArrayInputStream(bytes())));
  }

  @Test
  void aRefusalIsAnErrorWithTheOtherSidesWords() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ConnectionHeader.error("md5sums differ").write(out);
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    IOException e = assertThrows(IOException.class, () -> ConnectionHeader.readAnswer(in));
    assertTrue(e.getMessage().contains("md5sums differ"));
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = bytes();
    for (int length = 0; length < whole.length; length++) {
      ByteArrayInputStream in = new ByteArrayInputStream(whole, 0, length);
      assertThrows(EOFException.class, () -> ConnectionHeader.read(in));
    }
  }

  @Test
  void damageEndsInAnErrorOrAnotherHeader() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = bytes();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        ConnectionHeader.read(new ByteArrayInputStream(damaged));
      } catch (IOException e) {
        assertTrue(e.getMessage() != null);
      }
    }
  }

  @Test
  void aDeclaredLengthIsNotBelieved() {
    byte[] bomb = {-1, -1, -1, 0x7f, 1, 2};
    IOException e =
        assertThrows(IOException.class, () -> Frames.read(new ByteArrayInputStream(bomb), 1000));
    assertTrue(e.getMessage().contains("2147483647"), e::getMessage);
    byte[] thin = {0, 0, 0, 0x10, 1, 2}; // declares 256 MiB, sends two bytes
    assertThrows(
        EOFException.class, () -> Frames.read(new ByteArrayInputStream(thin), Frames.MOST_BYTES));
  }

  @Test
  void longFramesArriveWhole() throws IOException {
    byte[] content = new byte[5_000_001];
    new Random(1).nextBytes(content);
    assertArrayEquals(
        content, Frames.read(new ByteArrayInputStream(Frames.of(content)), Frames.MOST_BYTES));
  }

  private static byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HEADER.write(out);
    return out.toByteArray();
  }
}
