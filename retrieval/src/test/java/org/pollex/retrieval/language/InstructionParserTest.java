package org.pollex.retrieval.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InstructionParserTest {
  private final Vocabulary vocabulary = Vocabulary.load();
  private final InstructionParser parser = new InstructionParser(vocabulary);
  private final KeyLikeness likeness = new KeyLikeness(vocabulary);

  /** Rows "task = sentence" of a resource. */
  private static List<String[]> rows(String name) throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (InputStream in = InstructionParserTest.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.isBlank()).forEach(line -> rows.add(line.split(" = ", 2)));
    }
    return rows;
  }

  private Map<String, InstructionKey> tasks() throws IOException {
    Map<String, InstructionKey> keys = new LinkedHashMap<>();
    for (String[] row : rows("instructions.txt")) {
      keys.put(row[0], parser.parse(row[1]).orElseThrow(() -> new AssertionError(row[1])));
    }
    return keys;
  }

  private static String best(
      InstructionKey wanted, Map<String, InstructionKey> keys, KeyLikeness likeness) {
    String best = "none";
    double score = InstructionMatcher.SUITABLE;
    for (Map.Entry<String, InstructionKey> entry : keys.entrySet()) {
      double s = likeness.of(wanted, entry.getValue());
      if (s > score) {
        score = s;
        best = entry.getKey();
      }
    }
    return best;
  }

  @Test
  void everyTaskOfMetaWorldHasItsOwnKey() throws IOException {
    Map<String, InstructionKey> keys = tasks();
    assertEquals(50, keys.size());
    assertEquals(50, Set.copyOf(keys.values()).size());
    keys.forEach((task, key) -> assertEquals(1, likeness.of(key, key), task));
  }

  @Test
  void paraphrasesFindTheirTaskAndOtherRequestsFindNone() throws IOException {
    Map<String, InstructionKey> keys = tasks();
    List<String> wrong = new ArrayList<>();
    for (String[] row : rows("paraphrases.txt")) {
      Optional<InstructionKey> key = parser.parse(row[1]);
      String found = key.map(k -> best(k, keys, likeness)).orElse("none");
      if (!found.equals(row[0])) {
        wrong.add(row[1] + " -> " + found + " instead of " + row[0] + " by " + key);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void oppositesAreNeverConfused() {
    String[][] pairs = {
      {"open the %s", "close the %s"},
      {"push the %s", "pull the %s"},
      {"lock the %s", "unlock the %s"},
      {"turn the %s on", "turn the %s off"},
      {"turn on the %s", "switch off the %s"},
      {"put the %s into the hole", "take the %s out of the hole"},
      {"slide the %s into the cabinet", "slide the %s out of the cabinet"},
      {"push the %s down", "pull the %s up"},
      {"insert the %s", "remove the %s"},
      {"fold the %s", "unfold the %s"}
    };
    for (String[] pair : pairs) {
      for (String noun : List.of("door", "drawer", "faucet", "tap", "plate", "puck", "gizmo")) {
        InstructionKey a = parser.parse(pair[0].formatted(noun)).orElseThrow();
        InstructionKey b = parser.parse(pair[1].formatted(noun)).orElseThrow();
        assertEquals(0, likeness.of(a, b), a + " against " + b);
        assertEquals(0, likeness.of(b, a), b + " against " + a);
        assertTrue(likeness.contradict(a, b), a + " against " + b);
      }
    }
  }

  @Test
  void theKeyHasItsParts() {
    InstructionKey key =
        parser.parse("please take the left block and put it on the red shelf").orElseThrow();
    assertEquals("place", key.skill());
    assertEquals("block", key.target());
    assertEquals(Set.of("left"), key.targetDescription());
    assertEquals("onto", key.relation());
    assertEquals("shelf", key.other());
    assertEquals(Set.of("red"), key.otherDescription());
    InstructionKey tool = parser.parse("use the stick to push the container").orElseThrow();
    assertEquals("stick", tool.tool());
    assertEquals("container", tool.target());
  }

  @Test
  void theTargetsDescriptionIsAHintOnly() {
    InstructionKey grey = parser.parse("pick up the grey shoe").orElseThrow();
    InstructionKey brown = parser.parse("pick up the brown shoe").orElseThrow();
    InstructionKey mug = parser.parse("pick up the grey mug").orElseThrow();
    assertTrue(likeness.of(grey, brown) > InstructionMatcher.SUITABLE);
    assertEquals(0, likeness.of(grey, mug));
  }

  @Test
  void whatHasNoKnownVerbHasNoKey() {
    assertTrue(parser.parse("hello there").isEmpty());
    assertTrue(parser.parse("").isEmpty());
    assertTrue(parser.parse("42 !!").isEmpty());
    assertTrue(parser.parse("the door").isEmpty());
  }
}
