package org.pollex.eval.statistics.multiplicity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pollex.eval.statistics.ReferenceValues;
import org.pollex.eval.statistics.multiplicity.CompactLetters.Separated;

class CompactLettersTest {

  private static CompactLetters letters(String policies, String separated) {
    return CompactLetters.of(
        Stream.of(policies.split("")).toList(),
        separated.isBlank()
            ? List.of()
            : Stream.of(separated.trim().split(" "))
                .map(pair -> new Separated(pair.substring(0, 1), pair.substring(1)))
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "ABC, '', a a a",
    "ABC, AB, a b ab",
    "ABC, AC, a ab b",
    "ABCD, AB BC, a b a ab",
    "ABCD, AC AD BD, a ab bc c",
    "ABCDEF, AB AF BC CF CD, ab c a bc abc c",
  })
  void workedExamples(String policies, String separated, String expected) {
    assertEquals(expected, String.join(" ", letters(policies, separated).letters().values()));
  }

  static List<JsonNode> separations() {
    return ReferenceValues.list("fixed-sample.json", "letters_from_separations");
  }

  @ParameterizedTest
  @MethodSource("separations")
  void referenceSeparations(JsonNode entry) {
    List<String> pairs = new ArrayList<>();
    entry.get("separated").forEach(pair -> pairs.add(pair.asText()));
    List<String> expected = new ArrayList<>();
    entry.get("letters").forEach(text -> expected.add(text.asText()));
    List<String> policies = new ArrayList<>();
    entry.get("policies").forEach(policy -> policies.add(policy.asText()));
    CompactLetters letters = letters(String.join("", policies), String.join(" ", pairs));
    assertEquals(expected, List.copyOf(letters.letters().values()));
  }

  static List<JsonNode> families() {
    return ReferenceValues.list("fixed-sample.json", "multiplicity_and_letters");
  }

  @ParameterizedTest
  @MethodSource("families")
  void referenceFamilies(JsonNode entry) {
    List<String> policies = new ArrayList<>();
    entry.get("policies_in_display_order").forEach(policy -> policies.add(policy.asText()));
    double[] p = ReferenceValues.doubles(entry.get("p"));
    for (var method : List.of(PValueAdjustment.HOLM, PValueAdjustment.BONFERRONI)) {
      JsonNode expected = entry.get(method.name().toLowerCase());
      double[] adjusted = method.adjust(p);
      List<Separated> separated = new ArrayList<>();
      for (int i = 0; i < p.length; i++) {
        assertEquals(expected.get("adjusted").get(i).asDouble(), adjusted[i], 1e-12);
        if (adjusted[i] <= entry.get("alpha").asDouble()) {
          JsonNode pair = entry.get("pairs").get(i);
          separated.add(new Separated(pair.get(0).asText(), pair.get(1).asText()));
        }
      }
      assertEquals(expected.get("separated").size(), separated.size());
      CompactLetters letters = CompactLetters.of(policies, separated);
      letters
          .letters()
          .forEach(
              (policy, text) -> assertEquals(expected.get("letters").get(policy).asText(), text));
    }
  }

  /** The defining law, and minimality: no column lies within another. */
  @Test
  void policiesShareALetterExactlyWhenNotSeparated() {
    long seed = 4;
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 300; trial++) {
      int n = 2 + random.nextInt(9);
      double density = random.nextDouble();
      List<String> policies = IntStream.range(0, n).mapToObj(i -> "policy-" + i).toList();
      List<Separated> separated = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          if (random.nextDouble() < density) {
            separated.add(new Separated(policies.get(j), policies.get(i)));
          }
        }
      }
      CompactLetters letters = CompactLetters.of(policies, separated);
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          assertEquals(
              !separated.contains(new Separated(policies.get(j), policies.get(i))),
              letters.share(policies.get(i), policies.get(j)),
              "seed " + seed + " trial " + trial);
        }
      }
      for (List<String> one : letters.columns()) {
        for (List<String> other : letters.columns()) {
          assertTrue(one == other || !new HashSet<>(one).containsAll(other));
        }
      }
    }
  }

  @Test
  void goesOnAfterTheAlphabet() {
    List<String> policies = IntStream.range(0, 60).mapToObj(i -> "p" + i).toList();
    List<Separated> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      for (int j = i + 1; j < 60; j++) {
        all.add(new Separated("p" + i, "p" + j));
      }
    }
    CompactLetters letters = CompactLetters.of(policies, all);
    assertEquals("z", letters.letters().get("p25"));
    assertEquals("a1", letters.letters().get("p26"));
    assertEquals("h2", letters.letters().get("p59"));
    assertEquals(60, new HashSet<>(letters.letters().values()).size());
  }

  @Test
  void refusesPairsThatMakeNoSense() {
    for (String pairs : List.of("AX", "AA", "AB BA", "AB AB")) {
      assertThrows(IllegalArgumentException.class, () -> letters("ABC", pairs), pairs);
    }
    assertThrows(IllegalArgumentException.class, () -> letters("AAB", ""));
    assertFalse(letters("ABC", "AB").share("A", "B"));
  }
}
