package org.pollex.datasets.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.BadInputException;

/** Every truncation and every flipped bit of a journal: found, named, and nothing else lost. */
class JournalDamageTest {
  private static final int RECORDS = 9;

  @TempDir Path folder;

  private Path file;
  private byte[] intact;
  private final List<byte[]> payloads = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("j.plxj");
    Random random = new Random(3);
    JournalHeader header = new JournalHeader("test", CanonicalJson.tree(Map.of("seed", 3)));
    try (JournalWriter writer = JournalWriter.create(file, header, SyncPolicy.EXPLICIT)) {
      for (int i = 0; i < RECORDS; i++) {
        byte[] payload = new byte[i == 5 ? 0 : random.nextInt(70)];
        random.nextBytes(payload);
        offsets.add(Files.size(file));
        writer.append(i, payload);
        payloads.add(payload);
      }
    }
    intact = Files.readAllBytes(file);
    offsets.add((long) intact.length);
  }

  @Test
  void everyTruncationKeepsTheCompleteRecordsAndCanBeContinued() throws IOException {
    for (int length = offsets.getFirst().intValue(); length < intact.length; length++) {
      Files.write(file, Arrays.copyOf(intact, length));
      int complete = recordAt(length);
      boolean torn = offsets.get(complete) != length;
      JournalVerification verification = JournalVerification.of(file);
      assertEquals(complete, verification.records(), "cut at " + length);
      assertEquals(torn ? 1 : 0, verification.findings().size(), "cut at " + length);

      try (JournalWriter writer = JournalWriter.open(file, "test", SyncPolicy.EXPLICIT)) {
        assertEquals(torn, writer.cutTail().isPresent());
        assertEquals(complete, writer.records());
        for (int i = complete; i < RECORDS; i++) {
          writer.append(i, payloads.get(i));
        }
      }
      assertArrayEquals(intact, Files.readAllBytes(file), "continued after a cut at " + length);
    }
  }

  @Test
  void aTailOfZerosIsTorn() throws IOException {
    Files.write(file, Arrays.copyOf(intact, intact.length + 5000));
    try (JournalWriter writer = JournalWriter.open(file, "test", SyncPolicy.EXPLICIT)) {
      assertTrue(writer.cutTail().isPresent());
    }
    assertArrayEquals(intact, Files.readAllBytes(file));
  }

  @Test
  void everyFlippedBitIsFoundAndNamed() throws IOException {
    for (int at = 0; at < intact.length; at++) {
      byte[] damaged = intact.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      Files.write(file, damaged);
      String where = "flip at " + at;
      if (at < offsets.getFirst()) {
        Finding finding = JournalVerification.of(file).findings().getFirst();
        assertEquals(Finding.HEADER, finding.record(), where);
        BadInputException refusal =
            assertThrows(BadInputException.class, () -> JournalReader.open(file), where);
        assertTrue(refusal.getMessage().contains(file.toString()), where);
        continue;
      }
      int victim = recordAt(at);
      JournalVerification verification = JournalVerification.of(file);
      assertEquals(1, verification.findings().size(), where + verification.findings());
      Finding finding = verification.findings().getFirst();
      assertEquals(victim, finding.record(), where);
      assertEquals(file, finding.file());
      assertTrue(finding.offset() >= offsets.get(victim) && finding.offset() <= at, where);
      assertEquals(RECORDS - 1, verification.records(), where);

      BadInputException refusal =
          assertThrows(
              BadInputException.class,
              () -> JournalWriter.open(file, "test", SyncPolicy.EXPLICIT),
              where);
      assertTrue(refusal.getMessage().contains("record " + victim), refusal.getMessage());
      assertArrayEquals(damaged, Files.readAllBytes(file), "a damaged file is never changed");
      assertSalvage(victim);
    }
  }

  private void assertSalvage(int victim) {
    try (JournalReader reader = JournalReader.salvage(file)) {
      List<byte[]> found = new ArrayList<>();
      reader.forEach(r -> found.add(r.payload()));
      List<byte[]> expected = new ArrayList<>(payloads);
      expected.remove(victim);
      assertEquals(expected.size(), found.size());
      for (int i = 0; i < found.size(); i++) {
        assertArrayEquals(expected.get(i), found.get(i));
      }
    }
    try (JournalReader strict = JournalReader.open(file)) {
      List<byte[]> before = new ArrayList<>();
      assertThrows(
          BadInputException.class, () -> strict.forEach(record -> before.add(record.payload())));
      assertEquals(victim, before.size(), "records before the damage are handed out");
    }
  }

  @Test
  void removedSwappedAndForgedRecordsBreakTheChain() throws IOException {
    byte[] first = record(3);
    byte[] second = record(4);
    assertChainBreaks(concat(upTo(3), second, first, from(5)), "swapped");
    assertChainBreaks(concat(upTo(3), from(4)), "removed");
    assertChainBreaks(concat(upTo(4), record(3), from(4)), "repeated");

    Path other = folder.resolve("other.plxj");
    JournalHeader header = new JournalHeader("test", CanonicalJson.tree(Map.of("seed", 4)));
    try (JournalWriter writer = JournalWriter.create(other, header, SyncPolicy.EXPLICIT)) {
      for (int i = 0; i < RECORDS; i++) {
        writer.append(i, payloads.get(i));
      }
    }
    byte[] foreign = Files.readAllBytes(other);
    assertEquals(intact.length, foreign.length);
    byte[] forged = intact.clone();
    int from = offsets.get(6).intValue();
    System.arraycopy(foreign, from, forged, from, offsets.get(7).intValue() - from);
    assertChainBreaks(forged, "one record of another journal");
  }

  private void assertChainBreaks(byte[] bytes, String how) throws IOException {
    Files.write(file, bytes);
    List<Finding> findings = JournalVerification.of(file).findings();
    assertEquals(Finding.Kind.CHAIN_BROKEN, findings.getFirst().kind(), how);
  }

  private int recordAt(long offset) {
    int i = 0;
    while (i < RECORDS && offsets.get(i + 1) <= offset) {
      i++;
    }
    return i;
  }

  private byte[] record(int i) {
    return Arrays.copyOfRange(intact, offsets.get(i).intValue(), offsets.get(i + 1).intValue());
  }

  private byte[] upTo(int i) {
    return Arrays.copyOf(intact, offsets.get(i).intValue());
  }

  private byte[] from(int i) {
    return Arrays.copyOfRange(intact, offsets.get(i).intValue(), intact.length);
  }

  private static byte[] concat(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
