package org.pollex.eval.trial.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.pollex.datasets.storage.Sha256;
import org.pollex.errors.BadInputException;

/**
 * A hash as words that a person can read over the phone or print in a paper: 24 words of 11 bits,
 * which are the hash's 256 bits and 8 bits of its SHA-256, so that a wrong word is noticed. The
 * words and the encoding are those of BIP-39; four letters tell any two words apart.
 *
 * <p>All 256 bits, since a trial's own author is among those who could want two seals with one
 * phrase: of a shorter one, half its bits would be enough work.
 */
public final class Phrase {
  /** Words in a phrase. */
  public static final int WORDS = 24;

  private static final int BITS_PER_WORD = 11;
  private static final int LETTERS = 4;

  private Phrase() {}

  /** Returns the words of a hash of 64 hexadecimal characters. */
  public static String of(String hash) {
    List<String> list = list();
    byte[] bits = withCheck(HexFormat.of().parseHex(hash));
    List<String> words = new ArrayList<>();
    for (int word = 0; word < WORDS; word++) {
      int index = 0;
      for (int bit = word * BITS_PER_WORD; bit < (word + 1) * BITS_PER_WORD; bit++) {
        index = index << 1 | bits[bit / 8] >> (7 - bit % 8) & 1;
      }
      words.add(list.get(index));
    }
    return String.join(" ", words);
  }

  /**
   * Returns the hash behind a phrase; capitals, commas and line breaks do not matter.
   *
   * @throws BadInputException for anything that is not a phrase
   */
  public static String hash(String phrase) {
    List<String> given =
        Arrays.stream(phrase.toLowerCase(Locale.ROOT).split("[^a-z]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    if (given.size() != WORDS) {
      throw new BadInputException(
          "a phrase of " + given.size() + " words", "Allowed: the " + WORDS + " words in order.");
    }
    List<String> list = list();
    byte[] bits = new byte[WORDS * BITS_PER_WORD / 8];
    for (int word = 0; word < WORDS; word++) {
      int index = index(list, given.get(word));
      for (int i = 0; i < BITS_PER_WORD; i++) {
        int bit = word * BITS_PER_WORD + i;
        bits[bit / 8] |= (byte) ((index >> (BITS_PER_WORD - 1 - i) & 1) << (7 - bit % 8));
      }
    }
    byte[] hash = Arrays.copyOf(bits, bits.length - 1);
    if (!Arrays.equals(bits, withCheck(hash))) {
      throw new BadInputException(
          "a phrase in which a word is wrong or out of place",
          "Compare it with the published one.");
    }
    return HexFormat.of().formatHex(hash);
  }

  private static int index(List<String> list, String word) {
    for (int i = 0; i < list.size(); i++) {
      boolean same = list.get(i).equals(word);
      if (same || word.length() >= LETTERS && list.get(i).startsWith(word)) {
        return i;
      }
    }
    throw BadInputException.unknownName("word of a phrase", word, list);
  }

  private static byte[] withCheck(byte[] hash) {
    byte[] bits = Arrays.copyOf(hash, hash.length + 1);
    bits[hash.length] = Sha256.of(hash)[0];
    return bits;
  }

  private static List<String> list() {
    try (InputStream words =
        Objects.requireNonNull(Phrase.class.getResourceAsStream("words.txt"))) {
      return new String(words.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
