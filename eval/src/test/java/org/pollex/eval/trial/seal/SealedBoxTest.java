package org.pollex.eval.trial.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pollex.datasets.storage.CanonicalJson;
import org.pollex.errors.CheckFailedException;

/** Laws of encryption: what is sealed opens with its key and purpose, and with nothing else. */
class SealedBoxTest {
  private final SecureRandom secure = new SecureRandom();

  @Test
  void aPublishedVectorOfAes256Gcm() {
    // McGrew and Viega, "The Galois/Counter Mode of Operation", test case 13: zero key and nonce,
    // empty plaintext. Our boxes authenticate a purpose; the empty one is the published case.
    byte[] box = SealedBox.seal(new byte[32], "", new byte[0], new byte[12]);
    assertEquals(
        "530f8afbc74536b9a963b4f1c4cb738b",
        HexFormat.of().formatHex(Arrays.copyOfRange(box, 12, box.length)));
    byte[] one = SealedBox.seal(new byte[32], "", new byte[16], new byte[12]);
    assertEquals(
        "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919",
        HexFormat.of().formatHex(Arrays.copyOfRange(one, 12, one.length)));
  }

  @Test
  void whatIsSealedOpensAndAnyChangedBitDoesNot() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      byte[] key = draw(random, 32);
      byte[] plaintext = draw(random, random.nextInt(200));
      byte[] box = SealedBox.seal(key, "plan", plaintext, secure);
      assertArrayEquals(plaintext, SealedBox.open(key, "plan", box), "seed " + seed);
      byte[] changed = box.clone();
      changed[random.nextInt(box.length)] ^= (byte) (1 << random.nextInt(8));
      assertThrows(CheckFailedException.class, () -> SealedBox.open(key, "plan", changed));
      byte[] other = key.clone();
      other[random.nextInt(32)] ^= 1;
      assertThrows(CheckFailedException.class, () -> SealedBox.open(other, "plan", box));
      assertThrows(CheckFailedException.class, () -> SealedBox.open(key, "note", box));
      byte[] cut = Arrays.copyOf(box, random.nextInt(box.length));
      assertThrows(CheckFailedException.class, () -> SealedBox.open(key, "plan", cut));
    }
  }

  @Test
  void equalPlaintextsGiveDifferentBoxes() {
    byte[] key = new byte[32];
    byte[] text = "same".getBytes(StandardCharsets.UTF_8);
    assertFalse(
        Arrays.equals(
            SealedBox.seal(key, "plan", text, secure), SealedBox.seal(key, "plan", text, secure)));
  }

  @Test
  void notesHaveOneSizeAndOneSpellingWhateverTheyHold() {
    NoteBox box = new NoteBox(draw(new Random(1), 32));
    Note empty = new Note("", "", Map.of());
    Map<String, JsonNode> many = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      many.put("key" + i, CanonicalJson.tree("value ".repeat(i)));
    }
    Note large = new Note("retrieval\n\u00e9", "because ".repeat(200), many);
    byte[] first = box.seal("CODE-0001", empty);
    byte[] second = box.seal("CODE-0001", large);
    assertEquals(first.length, second.length);
    assertArrayEquals(second, box.seal("CODE-0001", large));
    assertFalse(Arrays.equals(first, box.seal("CODE-0002", empty)));
    assertEquals(empty, box.open("CODE-0001", first));
    Note opened = box.open("CODE-0001", second);
    assertEquals("retrieval??", opened.stage());
    assertEquals(320, opened.reason().length());
    assertFalse(opened.diagnostics().isEmpty());
    assertThrows(CheckFailedException.class, () -> box.open("CODE-0002", first));
  }

  private static byte[] draw(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
