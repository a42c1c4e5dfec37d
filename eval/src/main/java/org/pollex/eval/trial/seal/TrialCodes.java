package org.pollex.eval.trial.seal;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Fresh opaque names for trials, such as {@code K7F3-9QXM}: 40 random bits in Crockford's base 32,
 * which has no letters that are mistaken for digits on the phone.
 */
final class TrialCodes {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private TrialCodes() {}

  /** Draws distinct codes. */
  static List<String> draw(int count, SecureRandom random) {
    Set<String> codes = new LinkedHashSet<>();
    while (codes.size() < count) {
      StringBuilder code = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        if (i == 4) {
          code.append('-');
        }
        code.append(ALPHABET.charAt(random.nextInt(32)));
      }
      codes.add(code.toString());
    }
    return new ArrayList<>(codes);
  }
}
