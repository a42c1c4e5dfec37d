package org.pollex.hardware.robot;

import java.util.Locale;
import org.pollex.errors.BadInputException;
import org.pollex.hardware.geometry.Vec3;

/** Refusals of model files, and their numbers. */
final class ModelErrors {
  private ModelErrors() {}

  static BadInputException bad(String problem, String remedy) {
    return new BadInputException(problem, remedy);
  }

  /** Reads exactly {@code count} finite numbers, or the default when the text is null. */
  static double[] numbers(String text, int count, String what, double... absent) {
    if (text == null) {
      return absent;
    }
    String[] words = text.strip().split("\\s+", count + 1);
    if (words.length != count) {
      throw bad(what + " is \"" + brief(text) + "\"", "Give " + count + " numbers.");
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = number(words[i], what);
    }
    return values;
  }

  static double number(String word, String what) {
    try {
      double value = Double.parseDouble(word.strip());
      if (Double.isFinite(value) && Math.abs(value) < 1e9) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below, together with numbers that are not finite.
    }
    throw bad(what + " has \"" + brief(word) + "\"", "Give a finite number.");
  }

  static Vec3 vector(String text, String what, Vec3 absent) {
    return text == null ? absent : Vec3.of(numbers(text, 3, what), 0);
  }

  private static String brief(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    return plain.length() > 60 ? plain.substring(0, 60) + "..." : plain;
  }
}
