package org.pollex.datasets.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;
import org.pollex.errors.RunFailedException;

class JournalTest {
  private static final JournalHeader HEADER =
      new JournalHeader("test", CanonicalJson.tree(Map.of("seed", 7, "a", "ä")));

  @TempDir Path folder;

  @Test
  void recordsComeBackInOrderOverSeveralOpenings() {
    Path file = folder.resolve("j.plxj");
    long seed = 1;
    Random random = new Random(seed);
    List<byte[]> payloads = new ArrayList<>();
    ChainHash head;
    try (JournalWriter writer = JournalWriter.create(file, HEADER, SyncPolicy.EXPLICIT)) {
      head = writer.headHash();
    }
    for (int session = 0; session < 4; session++) {
      try (JournalWriter writer = JournalWriter.open(file, "test", SyncPolicy.EXPLICIT)) {
        assertEquals(head, writer.headHash(), "head after reopening, seed " + seed);
        assertEquals(payloads.size(), writer.records());
        for (int i = 0; i < 25; i++) {
          byte[] payload = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(5000)];
          random.nextBytes(payload);
          head = writer.append((payloads.size() * 700) & 0xffff, payload);
          payloads.add(payload);
        }
      }
    }
    try (JournalReader reader = JournalReader.open(file).requireKind("test")) {
      assertEquals(HEADER, reader.header());
      int i = 0;
      for (JournalRecord record : reader) {
        assertEquals(i, record.index());
        assertEquals((i * 700) & 0xffff, record.type());
        assertArrayEquals(payloads.get(i++), record.payload());
      }
      assertEquals(payloads.size(), i);
      assertEquals(List.of(), reader.findings());
    }
    JournalVerification verification = JournalVerification.of(file);
    assertTrue(verification.ok());
    assertEquals(head, verification.head());
    assertEquals(100, verification.records());
  }

  /** Decodes a file by hand, from the description in docs/DATA.md alone. */
  @Test
  void bytesAreAsDocumented() throws Exception {
    Path file = folder.resolve("j.plxj");
    byte[] payload = "two".getBytes(StandardCharsets.US_ASCII);
    try (JournalWriter writer = JournalWriter.create(file, HEADER, SyncPolicy.EACH_RECORD)) {
      writer.append(0x1234, payload);
    }
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals("89504c580d0a1a0a", HexFormat.of().formatHex(in.array(), 0, 8));
    assertEquals(1, in.getShort(8));
    assertEquals(4, in.getShort(10));
    byte[] json = "{\"a\":\"ä\",\"seed\":7}".getBytes(StandardCharsets.UTF_8);
    assertEquals(json.length, in.getInt(12));
    assertEquals("test", new String(in.array(), 16, 4, StandardCharsets.US_ASCII));
    assertArrayEquals(json, Arrays.copyOfRange(in.array(), 20, 20 + json.length));
    int headerEnd = 20 + json.length + 4;
    assertEquals(crc(in.array(), 0, headerEnd - 4), in.getInt(headerEnd - 4));

    int frame = headerEnd;
    assertEquals("PLXR", new String(in.array(), frame, 4, StandardCharsets.US_ASCII));
    assertEquals(3, in.getInt(frame + 4));
    assertEquals(0x1234, in.getShort(frame + 8));
    assertEquals(0, in.getShort(frame + 10));
    assertEquals(crc(in.array(), frame, 12), in.getInt(frame + 12));
    assertEquals(crc(payload, 0, 3), in.getInt(frame + 19));
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] genesis = sha.digest(Arrays.copyOf(in.array(), headerEnd));
    sha.update(genesis);
    sha.update(in.array(), frame, 12);
    sha.update(payload);
    assertArrayEquals(sha.digest(), Arrays.copyOfRange(in.array(), frame + 23, frame + 55));
    assertEquals(frame + 55, in.capacity());
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  @Test
  void aSecondWriterIsRefusedAndNamesTheFirst() {
    Path file = folder.resolve("j.plxj");
    try (JournalWriter first = JournalWriter.create(file, HEADER, SyncPolicy.EXPLICIT)) {
      first.append(1, new byte[3]);
      RunFailedException refusal =
          assertThrows(
              RunFailedException.class,
              () -> JournalWriter.open(file, "test", SyncPolicy.EXPLICIT));
      assertTrue(refusal.getMessage().contains("" + ProcessHandle.current().pid()));
      // A reader in the same process must not release the writer's lock.
      assertTrue(JournalVerification.of(file).ok());
      assertThrows(
          RunFailedException.class, () -> JournalWriter.open(file, "test", SyncPolicy.EXPLICIT));
    }
    JournalWriter.open(file, "test", SyncPolicy.EXPLICIT).close();
    assertFalse(Files.exists(folder.resolve("j.plxj.lock")));
  }

  @Test
  void wrongFilesAreRefusedAndLeftAsTheyAre() throws IOException {
    Path file = folder.resolve("j.plxj");
    assertThrows(BadInputException.class, () -> JournalReader.open(file));
    assertThrows(
        BadInputException.class, () -> JournalWriter.open(file, "test", SyncPolicy.EXPLICIT));
    byte[] text = "not a journal, but long enough to be one".getBytes(StandardCharsets.UTF_8);
    Files.write(file, text);
    assertThrows(BadInputException.class, () -> JournalReader.open(file));
    assertThrows(
        BadInputException.class, () -> JournalWriter.open(file, "test", SyncPolicy.EXPLICIT));
    assertThrows(
        BadInputException.class, () -> JournalWriter.create(file, HEADER, SyncPolicy.EXPLICIT));
    assertArrayEquals(text, Files.readAllBytes(file));

    Path other = folder.resolve("other.plxj");
    JournalWriter.create(other, HEADER, SyncPolicy.EXPLICIT).close();
    byte[] before = Files.readAllBytes(other);
    BadInputException kind =
        assertThrows(
            BadInputException.class,
            () -> JournalWriter.open(other, "episodes", SyncPolicy.EXPLICIT));
    assertTrue(kind.getMessage().contains("'test'"));
    assertArrayEquals(before, Files.readAllBytes(other));
    try (var left = Files.list(folder)) {
      assertEquals(2, left.count(), "lock or partial files were left behind");
    }
  }
}
