package org.pollex.eval.trial.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pollex.errors.BadInputException;

/** Hashes as words, and keys in shares. */
class PhraseTest {
  private static final String TRIAL = "ab".repeat(32);

  @Test
  void theEncodingIsThatOfBip39() {
    // From the published test vectors: 256 bits of entropy and their sentences.
    assertEquals("abandon ".repeat(23) + "art", Phrase.of("00".repeat(32)));
    assertEquals("zoo ".repeat(23) + "vote", Phrase.of("ff".repeat(32)));
    assertEquals(
        "legal winner thank year wave sausage worth useful legal winner thank year wave sausage"
            + " worth useful legal winner thank year wave sausage worth title",
        Phrase.of("7f".repeat(32)));
  }

  @Test
  void wordsGiveTheHashBackHoweverTheyAreTyped() {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      byte[] hash = new byte[32];
      random.nextBytes(hash);
      String hex = HexFormat.of().formatHex(hash);
      String phrase = Phrase.of(hex);
      assertEquals(24, phrase.split(" ").length);
      assertEquals(hex, Phrase.hash(phrase));
      assertEquals(hex, Phrase.hash("  " + phrase.toUpperCase(java.util.Locale.ROOT) + "\n"));
      assertEquals(hex, Phrase.hash(phrase.replace(" ", ", ")));
      String[] words = phrase.split(" ");
      for (int word = 0; word < words.length; word++) {
        words[word] = words[word].substring(0, Math.min(4, words[word].length()));
      }
      assertEquals(hex, Phrase.hash(String.join(" ", words)));
    }
  }

  @Test
  void aWrongWordIsNamedOrNoticed() {
    String phrase = Phrase.of("12".repeat(32));
    String[] words = phrase.split(" ");
    assertThrows(BadInputException.class, () -> Phrase.hash("zoo zoo"));
    words[3] = "pollex";
    BadInputException unknown =
        assertThrows(BadInputException.class, () -> Phrase.hash(String.join(" ", words)));
    assertTrue(unknown.getMessage().contains("pollex"));
    int noticed = 0;
    for (String word : List.of("zoo", "abandon", "ability", "able", "about", "above", "absent")) {
      words[3] = word;
      try {
        Phrase.hash(String.join(" ", words));
      } catch (BadInputException wrong) {
        noticed++;
      }
    }
    assertTrue(noticed >= 6, "8 bits of check notice 255 of 256 wrong words");
  }

  @Test
  void anyKSharesGiveTheKeyAndFewerDoNot() {
    SecureRandom random = new SecureRandom();
    byte[] key = new byte[32];
    random.nextBytes(key);
    for (KeyShares.Split split :
        List.of(new KeyShares.Split(2, 3), new KeyShares.Split(3, 5), new KeyShares.Split(5, 5))) {
      Map<Integer, byte[]> shares = KeyShares.split(key, split, random);
      for (int repeat = 0; repeat < 20; repeat++) {
        List<Integer> people = new ArrayList<>(shares.keySet());
        Collections.shuffle(people, random);
        Map<Integer, byte[]> some = new LinkedHashMap<>();
        people.subList(0, split.needed()).forEach(one -> some.put(one, shares.get(one)));
        assertArrayEquals(key, KeyShares.join(some), split.toString());
        some.remove(people.getFirst());
        assertFalse(Arrays.equals(key, KeyShares.join(some)));
      }
      List<String> texts = new ArrayList<>();
      shares.forEach((number, share) -> texts.add(KeyShares.text(TRIAL, split, number, share)));
      Collections.shuffle(texts, random);
      assertArrayEquals(key, KeyShares.key(TRIAL, texts.subList(0, split.needed())));
      assertThrows(
          BadInputException.class,
          () -> KeyShares.key(TRIAL, texts.subList(0, split.needed() - 1)));
      assertThrows(BadInputException.class, () -> KeyShares.key("cd".repeat(32), texts));
    }
    assertThrows(BadInputException.class, () -> KeyShares.Split.parse("1/3"));
    assertThrows(BadInputException.class, () -> KeyShares.Split.parse("4/3"));
    assertThrows(BadInputException.class, () -> KeyShares.key(TRIAL, List.of("nonsense")));
  }

  @Test
  void oneShareOfTwoSaysNothing() {
    // With k = 2, for every share there is one polynomial through it and any key.
    SecureRandom random = new SecureRandom();
    Map<Integer, byte[]> zero = KeyShares.split(new byte[32], new KeyShares.Split(2, 2), random);
    assertFalse(Arrays.equals(new byte[32], zero.get(1)));
    assertFalse(Arrays.equals(zero.get(1), zero.get(2)));
  }
}
