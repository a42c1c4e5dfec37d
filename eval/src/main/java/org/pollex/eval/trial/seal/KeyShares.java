package org.pollex.eval.trial.seal;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pollex.errors.BadInputException;

/**
 * A key split between n people, any k of whom can put it together again and any k - 1 of whom know
 * nothing (Shamir, How to share a secret, 1979): each byte is the value at 0 of a random polynomial
 * of degree k - 1 over GF(2⁸) (polynomial x⁸ + x⁴ + x³ + x + 1), and share i holds the values at i.
 */
public final class KeyShares {
  private static final int REDUCTION = 0x11b;
  private static final String TITLE = "pollex unseal key share";

  private KeyShares() {}

  /**
   * How a key is split.
   *
   * @param needed k, at least 2
   * @param of n, at most 255
   */
  public record Split(int needed, int of) {
    /** Checks the numbers. */
    public Split {
      if (needed < 2 || of < needed || of > 255) {
        throw new BadInputException(
            "a key split " + needed + "/" + of,
            "Allowed: K/N, K of N people are needed, 2 <= K <= N <= 255; for example 2/3.");
      }
    }

    /** Reads {@code K/N}. */
    public static Split parse(String text) {
      if (!text.matches("\\d{1,3}/\\d{1,3}")) {
        throw new BadInputException("a key split '" + text + "'", "Allowed: K/N, for example 2/3.");
      }
      int slash = text.indexOf('/');
      return new Split(
          Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }
  }

  /** Returns the shares, by number from 1. */
  static Map<Integer, byte[]> split(byte[] key, Split split, SecureRandom random) {
    Map<Integer, byte[]> shares = new LinkedHashMap<>();
    byte[][] coefficients = new byte[split.needed()][];
    coefficients[0] = key.clone();
    for (int degree = 1; degree < split.needed(); degree++) {
      coefficients[degree] = new byte[key.length];
      random.nextBytes(coefficients[degree]);
    }
    for (int x = 1; x <= split.of(); x++) {
      byte[] share = new byte[key.length];
      for (int i = 0; i < key.length; i++) {
        int value = 0;
        for (int degree = split.needed() - 1; degree >= 0; degree--) {
          value = multiply(value, x) ^ coefficients[degree][i] & 0xff;
        }
        share[i] = (byte) value;
      }
      shares.put(x, share);
    }
    return shares;
  }

  /** Returns the value at 0 of the polynomial through the shares: Lagrange's interpolation. */
  static byte[] join(Map<Integer, byte[]> shares) {
    int length = shares.values().iterator().next().length;
    byte[] key = new byte[length];
    shares.forEach(
        (x, share) -> {
          int weight = 1;
          for (int other : shares.keySet()) {
            if (other != x) {
              weight = multiply(weight, multiply(other, inverse(other ^ x)));
            }
          }
          for (int i = 0; i < length; i++) {
            key[i] ^= (byte) multiply(weight, share[i] & 0xff);
          }
        });
    return key;
  }

  private static int multiply(int a, int b) {
    int product = 0;
    for (int left = a, right = b; right > 0; right >>= 1) {
      product ^= (right & 1) == 1 ? left : 0;
      left = left << 1;
      left ^= left > 0xff ? REDUCTION : 0;
    }
    return product;
  }

  /** The inverse is the 254th power, since all 255th powers are 1. */
  private static int inverse(int value) {
    int power = 1;
    for (int i = 0; i < 254; i++) {
      power = multiply(power, value);
    }
    return power;
  }

  /** Writes a share as a text that one of the people keeps. */
  static String text(String planDigest, Split split, int number, byte[] share) {
    return "%s %d of %d, %d are needed%ntrial %s%nshare %s%n"
        .formatted(
            TITLE, number, split.of(), split.needed(), planDigest, HexFormat.of().formatHex(share));
  }

  /**
   * Puts a key together.
   *
   * @param texts at least as many shares as are needed, in any order
   * @throws BadInputException for too few shares, or shares of another trial
   */
  public static byte[] key(String planDigest, List<String> texts) {
    Map<Integer, byte[]> shares = new LinkedHashMap<>();
    int needed = Integer.MAX_VALUE;
    for (String text : texts) {
      List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      if (lines.size() != 3
          || !lines.get(0).matches(TITLE + " \\d{1,3} of \\d{1,3}, \\d{1,3} are needed")
          || !lines.get(2).matches("share [0-9a-f]{" + 2 * SealedBox.KEY_BYTES + "}")) {
        throw new BadInputException(
            "a text that is no key share",
            "Allowed: the three lines of a share as it was written.");
      }
      if (!lines.get(1).equals("trial " + planDigest)) {
        throw new BadInputException(
            "a key share of another trial: " + lines.get(1), "This is trial " + planDigest + ".");
      }
      String[] title = lines.get(0).split("\\D+");
      needed = Integer.parseInt(title[3]);
      shares.put(
          Integer.parseInt(title[1]),
          HexFormat.of().parseHex(lines.get(2).substring("share ".length())));
    }
    if (shares.size() < needed) {
      throw new BadInputException(
          shares.size() + " different key shares",
          "Needed: " + (needed == Integer.MAX_VALUE ? "at least 2" : String.valueOf(needed)) + ".");
    }
    return join(shares);
  }
}
